/** The web chat: what the worker does goes to memory and the line; what comes back goes to memory and the view. */

import { Composer } from "./composer.js";
import { Line } from "./line.js";
import { Memory } from "./memory.js";
import { make, ownTurn, replyTurn, showState } from "./view.js";

const TYPING_AFTER_MS = 400;
const NEAR_END_PX = 160;
const LONG_SHARE = 0.4; // of the screen; a longer question would hide its answer

const log = document.getElementById("log");
const typing = document.getElementById("typing");
const offline = document.getElementById("offline");
const newer = document.getElementById("newer");
const foot = document.querySelector(".foot");
const bar = document.querySelector(".bar");

const memory = new Memory();
const line = new Line(memory, { replies: hear, change: refresh, busy: showTyping });
let typingTimer = null;
let isWaiting = false;

/** A random UUID (version 4); crypto.randomUUID is missing on older phones and on plain HTTP. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function say(kind, text, payload) {
  const message = { own: true, id: newId(), kind, text, payload, state: "queued", error: "" };
  memory.keep(message);
  const turn = ownTurn(message);
  log.append(turn);
  refresh(message);
  if (!turn.hidden) settle(turn);
  return line.flush();
}

function hear(replies) {
  const wasNearEnd = isNearEnd();
  const fresh = replies.filter((reply) => memory.keepReply(reply));
  const turns = fresh.map((reply) => place(reply));
  if (!turns.length) return;
  if (wasNearEnd || isWaiting) settle(turns[0]);
  else newer.hidden = false;
}

/** Put a reply after those before it: two roads may bring them out of order. */
function place(reply) {
  const turn = replyTurn(reply, (button, element) => press(button, element));
  const later = Array.from(log.children).find((other) => Number(other.dataset.reply) > reply.id);
  log.insertBefore(turn, later || null);
  const withChoices = Array.from(log.querySelectorAll(".choices"), (choices) => choices.parentNode);
  withChoices.forEach((other, index) => other.classList.toggle("latest", index === withChoices.length - 1));
  return turn;
}

async function press(button, element) {
  if (element.getAttribute("aria-disabled") === "true") return;
  element.setAttribute("aria-disabled", "true");
  await say("button", button.label, button.payload);
  element.removeAttribute("aria-disabled");
}

/** Show what became of a message. */
function refresh(message) {
  const turn = log.querySelector(`[data-message="${message.id}"]`);
  showState(turn, message, () => line.retryFailed());
}

function showTyping(isBusy) {
  isWaiting = isBusy;
  clearTimeout(typingTimer);
  typing.textContent = "";
  if (isBusy && navigator.onLine) {
    typingTimer = setTimeout(() => {
      typing.append(make("span", "", "Đang tìm câu trả lời…"));
      if (isNearEnd()) window.scrollTo(0, document.documentElement.scrollHeight);
    }, TYPING_AFTER_MS);
  }
}

function isNearEnd() {
  const page = document.documentElement;
  return page.scrollHeight - window.innerHeight - window.scrollY < NEAR_END_PX;
}

/** Scroll to the end, but never past the question that is being answered, or past the answer to a long one. */
function settle(turn) {
  if (turn === log.querySelector(".turn:not([hidden])")) return; // the welcome, under the whole head
  const own = Array.from(log.querySelectorAll(".turn.own:not([hidden])")).pop();
  const isBefore = own && own.compareDocumentPosition(turn) & Node.DOCUMENT_POSITION_FOLLOWING;
  const first = isBefore && own.offsetHeight < window.innerHeight * LONG_SHARE ? own : turn;
  const top = first.getBoundingClientRect().top + window.scrollY - bar.offsetHeight - 16;
  window.scrollTo(0, Math.min(top, document.documentElement.scrollHeight - window.innerHeight));
}

function showNetwork() {
  offline.hidden = navigator.onLine;
  memory.messages().forEach(refresh);
}

function restore() {
  memory.entries.forEach((entry) => {
    if (entry.own) log.append(ownTurn(entry));
    else place(entry);
  });
  showNetwork();
  window.scrollTo(0, document.documentElement.scrollHeight);
  log.removeAttribute("aria-busy");
}

/** Open the talk once in a tab, and again for another unit's code. */
function start() {
  const code = document.body.dataset.join;
  const starts = memory.messages().filter((message) => message.kind === "start");
  const isKnown = starts.some((message) => message.payload === code);
  if (code) history.replaceState(null, "", location.pathname); // a reload or a shared link joins nobody
  if (!memory.entries.length || (code && !isKnown)) say("start", "", code);
}

window.addEventListener("offline", () => {
  line.hangUp();
  showTyping(false);
  showNetwork();
});
window.addEventListener("online", () => {
  showNetwork();
  line.retryFailed();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) line.hangUp();
  else line.listen();
});
window.addEventListener("scroll", () => {
  if (isNearEnd()) newer.hidden = true;
}, { passive: true });
newer.addEventListener("click", () => {
  newer.hidden = true;
  window.scrollTo(0, document.documentElement.scrollHeight);
});
bar.querySelectorAll("button").forEach((button) => {
  button.addEventListener("click", () => press({ label: button.textContent, payload: button.dataset.payload }, button));
});
if (window.ResizeObserver) {
  new ResizeObserver(() => { document.documentElement.style.scrollPaddingBottom = `${foot.offsetHeight + 8}px`; }).observe(foot);
}

new Composer((text) => say("text", text, ""));
restore();
line.listen();
start();
line.retryFailed(); // leaving a page breaks off what is under way, which then counts as failed
