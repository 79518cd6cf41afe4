"""The register and the ledger: whom we can reach, what was asked and sent, what arrived."""
