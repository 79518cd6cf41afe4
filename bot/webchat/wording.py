"""What the web chat's own server says when it cannot take a message; the page has its own words."""

TOO_LONG = "Tin dài quá. Bạn viết ngắn lại (tối đa 2.000 ký tự) rồi gửi lại nhé."
NOT_READABLE = "Mình không đọc được tin này. Bạn tải lại trang rồi thử lại nhé."
EMPTY = "Tin chưa có chữ nào. Bạn gõ câu hỏi rồi gửi lại nhé."
NOT_FROM_HERE = "Tin này không được gửi từ trang trò chuyện. Bạn mở lại trang rồi thử lại nhé."
BUSY = "Hệ thống đang gặp trục trặc. Tin của bạn chưa được trả lời, bạn bấm gửi lại sau ít phút nhé."
NO_SUCH_FILE = "Không có tệp này."
