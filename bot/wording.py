"""Every Vietnamese sentence a worker can read, in one place. Plain, kind, exact, "bạn"."""

NAME = "Công Đoàn Bot"

WELCOME = (
    "Chào bạn, mình là Công Đoàn Bot.",
    "Bạn hỏi về lương, hợp đồng, nghỉ việc, thai sản, bảo hiểm, công đoàn; có dấu hay không dấu đều được. "
    "Mình trả lời kèm điều luật và ngày kiểm tra. Câu nào chưa chắc, mình nói chưa chắc.",
    "Mình không hỏi tên, số điện thoại. Câu hỏi được lưu không kèm tên, xóa sau 90 ngày. Công ty không xem được ai hỏi gì.",
)
WELCOME_ABROAD = "Bạn đang dùng Telegram: tin nhắn đi qua máy chủ của Telegram ở nước ngoài."
WELCOME_BACK = "Chào bạn trở lại. Bạn muốn hỏi gì?"
NOT_A_LAWYER = "Câu trả lời giúp bạn biết luật, không thay cho luật sư hay cơ quan nhà nước."

MENU_TITLE = "Bạn muốn xem chủ đề nào? Bạn cũng có thể gõ thẳng câu hỏi."
MENU_TOPIC = "{label}: chọn một câu, hoặc gõ câu hỏi của bạn."
MENU_EMPTY = (
    "Chủ đề này chưa có câu trả lời đang còn hiệu lực. Bạn gõ câu hỏi, mình chuyển cho cán bộ công đoàn."
)

HELP = (
    "Cách dùng",
    "Gõ câu hỏi như bạn nói với bạn bè, ví dụ: cty nợ lương 2 tháng thì làm sao",
    "Gõ MENU để xem các chủ đề.",
    "Gõ TÍNH để tính nhanh tiền tăng ca, thai sản, thất nghiệp và nhiều khoản khác.",
    "Gõ MÃ và mã đơn vị trên tờ thông báo để cho biết nơi bạn làm, ví dụ: MÃ ABCD1234",
    "Gõ DỪNG để tắt bản tin, gõ TIẾP để nhận lại.",
    "Gõ DỮ LIỆU CỦA TÔI để xem hoặc xóa những gì đang lưu về bạn.",
)

CONSENT_BULLETINS = (
    "Bạn có muốn nhận bản tin ngắn khi luật hay chính sách thay đổi không?",
    "Mỗi tuần nhiều nhất vài tin, không gửi ban đêm. Tắt lúc nào cũng được: gõ DỪNG.",
)
CONSENT_STATISTICS = (
    "Cho mình đếm bạn vào số người đã được thông tin nhé?",
    "Công đoàn chỉ thấy con số chung của từng nơi, ví dụ 309 trên 436 người, không thấy ai đã hỏi hay đọc gì. "
    "Bạn nói không thì vẫn hỏi đáp như thường.",
)
CONSENT_THANKS = {
    ("bulletins", True): "Cảm ơn bạn. Có tin mới mình sẽ gửi.",
    ("bulletins", False): "Mình sẽ không gửi bản tin. Bạn vẫn hỏi được bất cứ lúc nào.",
    ("statistics", True): "Cảm ơn bạn. Bạn đã được tính vào con số chung, không kèm tên.",
    ("statistics", False): "Mình sẽ không đếm bạn từ bây giờ.",
}
AGREE, DECLINE = "Đồng ý", "Không, cảm ơn"

LAW_LINE = "Căn cứ: {law}. Hiệu lực từ {since}, kiểm tra ngày {checked}."
ANSWERS_QUESTION = "Trả lời cho câu: {question}"
DETAILS_TITLE = "Chi tiết: {question}"
CONDITIONS_TITLE = "Lưu ý"
EXAMPLE_TITLE = "Ví dụ"
SITUATION_TITLE = "Tình huống"
CHANGES_ON = "Quy định này sẽ thay đổi từ {day}."
OTHER_LAW = "Xem thêm: {law}."
BUTTON_DETAILS = "Chi tiết"
BUTTON_PERSON = "Hỏi cán bộ"
BUTTON_UP = "👍 Đúng"
BUTTON_DOWN = "👎 Chưa"
BUTTON_MENU = "Xem chủ đề"
BUTTON_NONE_FITS = "Không câu nào đúng"
BUTTON_BACK = "Quay lại"

UNSURE = "Mình chưa chắc bạn hỏi về điều nào. Có phải bạn muốn hỏi:"
REFUSED = {
    "nothing_near": "Mình chưa có câu trả lời chắc chắn cho câu này.",
    "out_of_field": "Câu này nằm ngoài phần mình biết. Mình chỉ trả lời về việc làm, tiền lương, bảo hiểm và công đoàn.",
    "personal_data": "Mình không tra cứu thông tin của người khác. Thông tin của mỗi người được giữ kín.",
    "advert": (
        "Mình không nhận tin quảng cáo, tuyển người. Nếu bạn được mời làm việc mà phải nộp tiền trước, hãy cẩn thận: "
        "người lao động không phải trả tiền để được tuyển."
    ),
    "unreadable": "Mình chưa đọc được tin này. Bạn gõ lại câu hỏi bằng tiếng Việt giúp mình, có dấu hay không dấu đều được.",
}
REFUSED_NEXT = "Bạn có thể hỏi lại theo cách khác, xem các chủ đề, hoặc gửi câu này cho cán bộ công đoàn."
REFUSED_NEXT_OUTSIDE = "Bạn gõ câu hỏi khác, hoặc xem các chủ đề mình trả lời được."
ONLY_TEXT = "Mình mới chỉ đọc được chữ, chưa xem được ảnh hay nghe giọng nói. Bạn gõ câu hỏi giúp mình nhé."
NO_LONGER = (
    "Câu trả lời này không còn hiệu lực nên mình không hiện nữa. Bạn gõ lại câu hỏi để xem điều đang áp dụng."
)
UNKNOWN_BUTTON = "Nút này không còn dùng được. Bạn gõ câu hỏi, hoặc mở lại các chủ đề."
TOO_FAST = "Bạn nhắn nhanh quá, mình đọc không kịp. Nghỉ một phút rồi nhắn tiếp giúp mình nhé."
TOO_LONG = "Tin của bạn dài quá, mình chỉ đọc được phần cuối. Bạn nên hỏi ngắn, mỗi lần một việc."

SMALLTALK = {
    "greeting": "Chào bạn. Bạn đang cần hỏi gì về việc làm, lương hay bảo hiểm?",
    "thanks": "Không có gì, bạn nhé. Cần thì cứ hỏi tiếp.",
    "goodbye": "Chào bạn, chúc bạn làm việc an toàn.",
    "abuse": "Mình hiểu bạn đang bực. Bạn nói rõ việc đang gặp, mình tìm điều luật giúp bạn, hoặc bạn nói chuyện với cán bộ công đoàn.",
    "who_are_you": (
        "Mình là Công Đoàn Bot, trợ lý hỏi đáp tự động của công đoàn. Mình trả lời bằng nội dung đã đối chiếu với văn bản luật; "
        "câu nào chưa chắc thì chuyển cho người thật."
    ),
}

CALC_MENU = "Bạn muốn tính gì? Mình hỏi từng câu, không chắc câu nào thì cứ quay lại."
CALC_NONE = "Hiện mình chưa có phần tính nào dùng được. Bạn gõ câu hỏi giúp mình nhé."
CALC_ABOUT = "{about} Số bạn gõ chỉ được nhớ 30 phút."
CALC_PROGRESS = "{title} · Câu {place}/{total}"
CALC_UNDERSTOOD = "Mình hiểu là {value}."
CALC_STUCK = "Mình vẫn chưa đọc được. Bạn muốn thử lại, hỏi cán bộ, hay thôi không tính nữa?"
CALC_HELD = ("Câu này nghe như một câu hỏi khác.", "Bạn muốn thôi tính để hỏi câu này, hay tính tiếp?")
CALC_ASK_HELD = "Thôi tính, hỏi câu này"
CALC_GO_ON = "Tính tiếp"
CALC_RETRY = "Thử lại"
CALC_STOPPED = "Mình thôi tính, số bạn gõ đã bỏ. Bạn cần hỏi gì thì gõ nhé."
CALC_LOST = "Phần tính này mình không còn giữ (chỉ nhớ 30 phút). Bạn tính lại từ đầu nhé."
CALC_DONE = "Phần tính này đã xong. Bạn đổi câu trả lời hoặc làm lại từ đầu đều được."
CALC_ANSWERED = "Nút đó của một câu khác. Muốn đổi câu đã trả lời, bạn bấm “Quay lại”."
CALC_FIRST = "Đây là câu đầu tiên."
CALC_NOT_IN_FORCE = (
    "Mình chưa tính được.",
    "Điều luật hoặc con số của phần “{title}” vừa thay đổi, cán bộ chưa kiểm tra lại. "
    "Mình không đưa ra con số có thể đã sai. Bạn hỏi cán bộ công đoàn giúp mình.",
)
CALC_EDIT = "Bạn muốn đổi câu nào?"
CALC_EDIT_LINE = "{place}. {question} {value}"
CALC_EDIT_PLACE = "Câu {place}"
CALC_STEPS = "Cách tính"
CALC_STEP = "{label}: {formula} = {value}"
CALC_STEP_PLAIN = "{label}: {value}"
CALC_WARNINGS = "Cần chú ý"
CALC_LEAVES_OUT = "Chưa tính đến"
CALC_DAY = "Tính theo luật ngày {day}, từ những gì bạn cho biết. Con số để tham khảo, không thay cho quyết định của cơ quan có thẩm quyền."
CALC_ASKED = "Mình đã tính phần “{title}” và muốn hỏi thêm cán bộ."
CALC_ZONE_HINT = "Gõ tên xã, phường nơi bạn làm (tên cũ cũng được), hoặc chọn vùng nếu đã biết."
CALC_ZONE_HERE = "{zone} (nơi bạn làm)"
BUTTON_CALC = "Tính nhanh"
BUTTON_CALC_THIS = "Tính cho tôi"
BUTTON_YES, BUTTON_NO = "Có", "Không"
BUTTON_AGAIN = "Làm lại"
BUTTON_QUIT = "Thôi"
BUTTON_EDIT = "Đổi câu trả lời"

ZONE_ASK = (
    "Mức này tùy nơi bạn làm. Bạn làm ở xã, phường nào?",
    "Gõ tên là được, tên cũ cũng được, ví dụ: phường 12, Gò Vấp. Biết sẵn vùng thì gõ vùng 1, 2, 3 hay 4.",
)
ZONE_SKIP = "Bỏ qua"
ZONE_SKIPPED = "Không sao. Bạn cần hỏi gì thì gõ nhé."
ZONE_OF = "{place} thuộc {zone}."
ZONE_OF_FORMER = "{former} cũ nay thuộc {place}: {zone}."
ZONE_FIGURE = "{label}: {amount}"
ZONE_JUDGED = "Nơi này mình xếp theo phụ lục, bạn kiểm tra lại với công đoàn cho chắc."
ZONE_KEPT = "Bạn vào làm từ 31/12/2025 trở về trước mà nơi làm bị xếp xuống vùng thấp hơn thì công ty vẫn phải giữ mức cũ."
ZONE_LAW = (
    "Căn cứ: {law} và phụ lục kèm theo. Tính theo nơi công ty hoạt động, không theo chỗ bạn ở; "
    "khu công nghiệp nằm trên nhiều vùng thì theo vùng cao nhất."
)
ZONE_SEVERAL = "Có mấy nơi tên như vậy. Bạn làm ở nơi nào?"
ZONE_SPLIT = "{name} cũ nay chia vào mấy xã, phường. Bạn làm ở nơi nào?"
ZONE_UNSURE = (
    "Có phải bạn làm ở một trong các nơi này? Quận, huyện, thành phố cũ nay chia thành nhiều xã, phường."
)
ZONE_MORE = "Còn {count} nơi nữa cùng tên: không thấy nơi của bạn thì gõ thêm quận, huyện cũ hoặc tỉnh."
ZONE_WIDE = "{place} có nhiều vùng khác nhau, mình cần tên xã, phường. Bạn gõ giúp mình, tên cũ cũng được."
ZONE_NONE = "Mình không thấy xã, phường nào tên như vậy. Bạn gõ lại tên xã, phường (tên cũ cũng được), thêm tên tỉnh càng tốt."
BUTTON_OTHER_PLACE = "Nơi khác"

FEEDBACK_UP = "Cảm ơn bạn đã cho biết."
FEEDBACK_DOWN = "Cảm ơn bạn. Mình ghi lại để sửa. Có phải bạn muốn hỏi:"
FEEDBACK_DOWN_NONE = "Cảm ơn bạn. Mình ghi lại để sửa. Bạn thử hỏi theo cách khác, hoặc gửi cho cán bộ."

HANDOVER_ASK = (
    "Gửi câu này cho cán bộ công đoàn?",
    "“{text}”",
    "Cán bộ chỉ thấy câu hỏi và nơi bạn làm (nếu bạn đã cho biết), không thấy tên hay số điện thoại. "
    "Trả lời sẽ tới ngay trong khung chat này, chậm nhất 17 giờ ngày {due}.",
)
HANDOVER_SEND, HANDOVER_CANCEL = "Gửi", "Thôi"
HANDOVER_SENT = "Đã gửi. Số phiếu của bạn là {number}. Cán bộ sẽ trả lời ở đây, chậm nhất 17 giờ ngày {due}."
HANDOVER_CONTACT = "Cần gấp, bạn liên hệ: {contact}"
HANDOVER_NOTHING = "Bạn gõ câu hỏi trước, rồi bấm “Hỏi cán bộ”."
HANDOVER_FULL = "Bạn đang có {count} câu chờ cán bộ trả lời. Chờ trả lời xong rồi gửi tiếp giúp mình nhé."
HANDOVER_CANCELLED = "Mình không gửi nữa."

JOIN_ASK = "Bạn gõ mã đơn vị in trên tờ thông báo hoặc mã QR ở nơi làm việc. Không có mã thì bạn bỏ qua, vẫn hỏi được bình thường."
JOIN_CONFIRM = (
    "Bạn làm ở {unit}?",
    "Mình lưu nơi làm để đếm số người được thông tin ở đó. Không lưu tên bạn.",
)
JOIN_YES, JOIN_NO = "Đúng", "Không phải"
JOIN_DONE = "Đã ghi: bạn làm ở {unit}."
JOIN_DEMO = "Đây là đơn vị mẫu để trình diễn."
JOIN_WRONG = "Mình không thấy mã này. Bạn xem lại trên tờ thông báo giúp mình."
JOIN_TOO_MANY = "Bạn thử sai nhiều lần rồi. Một giờ nữa thử lại, hoặc hỏi cán bộ công đoàn cho đúng mã."
JOIN_CANCELLED = "Mình chưa ghi nơi làm nào."

STOPPED = "Đã tắt bản tin. Bạn vẫn hỏi được bất cứ lúc nào."
STOPPED_ALREADY = "Bạn đang không nhận bản tin nào. Bạn vẫn hỏi được bất cứ lúc nào."
BUTTON_RESUME = "Nhận lại bản tin"
RESUMED = "Đã bật lại bản tin. Muốn tắt, bạn gõ DỪNG."
CANCELLED = "Đã hủy bước đang làm. Bạn cần hỏi gì thì gõ nhé."

MYDATA_TITLE = "Những gì đang lưu về bạn"
MYDATA_SINCE = "Bắt đầu nói chuyện từ ngày {since}, qua {channels}."
MYDATA_UNIT = "Nơi làm: {unit}."
MYDATA_NO_UNIT = "Nơi làm: bạn chưa cho biết."
MYDATA_CONSENT = "{purpose}: {answer}."
MYDATA_PURPOSES = {"bulletins": "Nhận bản tin", "statistics": "Được đếm vào con số chung"}
MYDATA_ANSWERS = {True: "có", False: "không", None: "chưa hỏi bạn"}
MYDATA_CONTACTS = "Số ngày đã tính là được thông tin: {days}."
MYDATA_HANDOVERS = "Câu đang chờ cán bộ trả lời: {count}."
MYDATA_NOTHING_ELSE = "Không lưu tên, số điện thoại, hay bạn đã hỏi những gì."
BUTTON_FORGET = "Xóa dữ liệu của tôi"
BUTTON_STATISTICS_ON, BUTTON_STATISTICS_OFF = "Đếm tôi", "Đừng đếm tôi"
BUTTON_BULLETINS_ON, BUTTON_BULLETINS_OFF = "Nhận bản tin", "Tắt bản tin"

FORGET_ASK = (
    "Xóa hết dữ liệu của bạn?",
    "Nơi làm, lựa chọn nhận tin, câu đang chờ cán bộ đều bị xóa ngay và không lấy lại được.",
)
FORGET_YES, FORGET_NO = "Xóa hết", "Giữ lại"
FORGOTTEN = "Đã xóa xong. Mình không còn lưu gì về bạn. Khi nào cần, bạn cứ hỏi như người mới."
KEPT = "Mình giữ nguyên dữ liệu của bạn."

CHANNELS = {"telegram": "Telegram", "webchat": "trang web", "zalo": "Zalo"}

STOP_WORDS: tuple[str, ...] = (
    "dừng",
    "dừng lại",
    "dừng nhận tin",
    "dừng bản tin",
    "hủy",
    "hủy đăng ký",
    "ngừng",
    "ngưng",
    "ngừng nhận tin",
)
STOP_WORDS += (
    "stop",
    "stopp",
    "unsubscribe",
    "tắt bản tin",
    "tắt tin",
    "thôi nhận tin",
    "không nhận tin nữa",
)
RESUME_WORDS = ("tiếp", "tiếp tục", "nhận lại", "nhận tin lại", "nhận lại bản tin", "bật bản tin", "resume")
MENU_WORDS = ("menu", "chủ đề", "danh mục", "bắt đầu", "start", "/start", "/menu")
HELP_WORDS = ("giúp", "trợ giúp", "hướng dẫn", "help", "cách dùng", "/giup", "/help")
MYDATA_WORDS = ("dữ liệu của tôi", "dữ liệu", "dữ liệu cá nhân", "thông tin của tôi", "/dulieu")
FORGET_WORDS = ("xóa dữ liệu của tôi", "xóa dữ liệu", "xóa hết dữ liệu", "quên tôi đi", "/xoa")
JOIN_WORDS = ("mã", "nhập mã", "mã đơn vị", "tham gia", "/thamgia")
PERSON_WORDS = ("hỏi cán bộ", "gặp cán bộ", "gặp người thật", "nói chuyện với cán bộ", "gặp nhân viên")
CALC_WORDS = ("tính", "tính nhanh", "tính lương", "tính tiền", "máy tính", "/tinh")
CALC_BACK_WORDS = ("quay lại", "câu trước", "trở lại", "lùi lại")
CALC_AGAIN_WORDS = ("làm lại", "tính lại", "lại từ đầu", "làm lại từ đầu")
CALC_GO_ON_WORDS = ("tính tiếp", "thử lại", "tính tiếp đi")
CALC_QUIT_WORDS = ("thôi", "thôi không tính nữa", "không tính nữa", "thoát", "bỏ")
CALC_DEFAULT_WORDS = ("bỏ qua", "không biết", "chưa biết", "như thường", "mặc định")

QUESTION_WORDS = (
    *(
        "bao nhiêu",
        "bao lâu",
        "bao giờ",
        "khi nào",
        "thế nào",
        "như nào",
        "làm sao",
        "ra sao",
        "thì sao",
        "tại sao",
        "vì sao",
        "sao vậy",
    ),
    *(
        "là gì",
        "gì không",
        "ở đâu",
        "được không",
        "có được",
        "phải không",
        "đúng không",
        "hay không",
        "có phải",
        "có bị",
        "mấy ngày",
        "mấy tháng",
    ),
    *(
        "mấy tiền",
        "có đúng",
        "cho hỏi",
        "muốn hỏi",
        "hỏi về",
        "trái luật",
        "đúng luật",
        "được hông",
        "đc ko",
        "được ko",
        "dc ko",
        "dc k",
        "bn",
    ),
)
"""What a message says that asks something, whatever it is about."""
