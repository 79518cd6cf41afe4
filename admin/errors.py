"""What keeps a page from being shown; `app.py` turns each into an answer, once.

PageError
|- NotSignedIn   no session, or it is over: off to the sign-in page
|- NotAllowed    the role does not reach this page: 403
|- NotFound      not there, or not in this person's area, which looks the same: 404
|- Forged        the form did not come from our own page: 403
`- BadRequest    something in the address or the form cannot be: 400
"""


class PageError(Exception):
    """The page cannot be shown."""

    status = 500
    title = "Trang đang gặp lỗi"
    advice = "Bạn thử lại sau ít phút. Nếu vẫn lỗi, báo người quản trị."


class NotSignedIn(PageError):
    """Nobody is signed in."""

    status = 401


class NotAllowed(PageError):
    """The person's role does not reach this page."""

    status = 403
    title = "Bạn không có quyền mở trang này"
    advice = "Nếu công việc của bạn cần trang này, nhờ người quản trị cấp quyền."


class NotFound(PageError):
    """There is no such thing, or not for this person."""

    status = 404
    title = "Không tìm thấy trang này"
    advice = "Đường dẫn có thể đã cũ, hoặc đơn vị không thuộc phần việc của bạn."


class Forged(PageError):
    """The form did not come from our own page, or its page is too old."""

    status = 403
    title = "Biểu mẫu đã hết hiệu lực"
    advice = "Chưa có gì được thay đổi. Bạn mở lại trang rồi gửi lần nữa."


class BadRequest(PageError):
    """The address or the form says something that cannot be."""

    status = 400
    title = "Yêu cầu không hợp lệ"
    advice = "Bạn kiểm tra lại đường dẫn, hoặc quay về trang đầu."
