/** Turns on the screen. Every word from outside goes in as text, never as markup. */

const IN_VIEW = 3; // buttons
const STATES = {
  queued: "Đang gửi…",
  waiting: "Chờ có mạng…",
  sent: "",
  failed: "Chưa gửi được.",
  refused: "Tin này không gửi được.",
};

export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** A message of the worker; one that opens the talk shows only when something went wrong. */
export function ownTurn(message) {
  const turn = make("div", "turn own");
  turn.dataset.message = message.id;
  const isSpoken = message.kind !== "start";
  if (isSpoken) {
    turn.append(make("span", "hidden", "Bạn: "), make("p", "bubble", message.text));
  }
  turn.append(make("p", "state"));
  return turn;
}

/** Tell what became of a message; `retry()` is called by its button. */
export function showState(turn, message, retry) {
  const state = turn.querySelector(".state");
  const isStuck = message.state === "queued" && !navigator.onLine;
  const isQuiet = message.kind === "start" && message.state === "queued" && !isStuck;
  const wrong = message.state === "failed" || message.state === "refused";
  state.textContent = isQuiet ? "" : message.error || STATES[isStuck ? "waiting" : message.state];
  state.hidden = !state.textContent;
  turn.hidden = message.kind === "start" && !wrong;
  state.classList.toggle("wrong", wrong);
  if (message.state === "failed") {
    const again = make("button", "", "Gửi lại");
    again.type = "button";
    again.addEventListener("click", retry);
    state.append(again);
  }
}

/** A reply: its blocks in one bubble or card, then its choices; `press(button, element)` for a choice. */
export function replyTurn(reply, press) {
  const turn = make("div", reply.is_card ? "turn theirs card" : "turn theirs");
  turn.dataset.reply = reply.id;
  const bubble = make("div", "bubble");
  bubble.append(...blocks(reply.blocks));
  turn.append(make("span", "hidden", "Công Đoàn Bot: "), bubble);
  if (reply.buttons.length) turn.append(choices(reply.buttons, press));
  return turn;
}

function blocks(list) {
  const parts = [];
  list.forEach((block) => {
    const last = parts[parts.length - 1];
    if (block.tone !== "item") parts.push(make("p", block.tone, block.text));
    else if (last && last.tagName === "UL") last.append(make("li", "", block.text));
    else {
      const items = make("ul");
      items.append(make("li", "", block.text));
      parts.push(items);
    }
  });
  return parts;
}

function choices(rows, press) {
  const box = make("div", "choices");
  box.append(...rows.map((row) => {
    const line = make("div", "row");
    line.append(...row.map((button) => choice(button, press)));
    return line;
  }));
  const late = Array.from(box.querySelectorAll("button")).slice(IN_VIEW);
  if (late.length) box.append(more(late));
  return box;
}

function choice(button, press) {
  const element = make("button", "", button.label);
  element.type = "button";
  element.addEventListener("click", () => press(button, element));
  return element;
}

/** Hides the late choices, and rows of nothing else, behind one button, which gives its focus to the first. */
function more(late) {
  const opener = make("button", "more", "Xem thêm lựa chọn");
  const lines = late.filter((element) => !element.previousSibling).map((element) => element.parentNode);
  const hide = (isHidden) => late.concat(lines).forEach((element) => { element.hidden = isHidden; });
  opener.type = "button";
  opener.addEventListener("click", () => {
    hide(false);
    opener.remove();
    late[0].focus();
  });
  hide(true);
  return opener;
}
