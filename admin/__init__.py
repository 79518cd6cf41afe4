"""The officials' web: coverage, unanswered questions, handovers, staff. It never sends; it writes what is to be sent."""
