/** The line to the server: messages out one at a time, each under one id for ever; replies in as they come. */

const MESSAGES = "/chat/messages";
const REPLIES = "/chat/replies";
const PATIENCE_MS = 20000; // for one answer
const POLL_MS = 10000; // where the browser has no EventSource
const LONGEST_PAUSE_MS = 60000;

/** A message that the server will not take, however often it is sent. */
class Refused extends Error {}

async function post(message) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const response = await fetch(MESSAGES, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id: message.id, kind: message.kind, text: message.text, payload: message.payload }),
      signal: stop.signal,
    });
    const answer = await response.json();
    if (response.ok) return answer.replies;
    throw response.status < 500 ? new Refused(answer.error) : new Error(answer.error);
  } finally {
    clearTimeout(timer);
  }
}

export class Line {
  /** `on.replies(list)`, `on.change(message)` after each change of state, `on.busy(bool)`. */
  constructor(memory, on) {
    this._memory = memory;
    this._on = on;
    this._isSending = false;
    this._source = null;
    this._retry = null;
    this._pause = 5000;
  }

  /** Send what waits, oldest first; returns at once when that is under way or there is no network. */
  async flush() {
    if (this._isSending) return;
    this._isSending = true;
    this._on.busy(true);
    let message = this._nextQueued();
    while (message && navigator.onLine) {
      await this._deliver(message);
      message = this._nextQueued();
    }
    this._isSending = false;
    this._on.busy(false);
    this.listen();
  }

  /** What failed is tried again, under its first id. */
  retryFailed() {
    this._memory.messages().filter((message) => message.state === "failed").forEach((message) => {
      this._set(message, "queued");
    });
    return this.flush();
  }

  /** Hear of new replies until `hangUp`. */
  listen() {
    if (this._source || document.hidden || !navigator.onLine) return;
    clearTimeout(this._retry);
    const address = `${REPLIES}?after=${this._memory.lastId}`;
    if (!window.EventSource) {
      this._poll(address);
      return;
    }
    const source = new EventSource(address);
    this._source = source;
    source.onopen = () => { this._pause = 5000; };
    source.onmessage = (event) => this._on.replies([JSON.parse(event.data)]);
    source.onerror = () => {
      // While CONNECTING the browser tries again by itself, with the id of the last event.
      if (source.readyState === EventSource.CLOSED && this._source === source) {
        this.hangUp();
        this._later(this._pause);
        this._pause = Math.min(this._pause * 2, LONGEST_PAUSE_MS);
      }
    };
  }

  hangUp() {
    clearTimeout(this._retry);
    if (this._source) this._source.close();
    this._source = null;
  }

  async _poll(address) {
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" } });
      if (response.status === 200) this._on.replies((await response.json()).replies);
    } catch (error) {
      // No answer this time; the next round asks again from the same id.
    }
    this._later(POLL_MS);
  }

  _later(pause) {
    clearTimeout(this._retry);
    this._retry = setTimeout(() => this.listen(), pause);
  }

  _nextQueued() {
    return this._memory.messages().find((message) => message.state === "queued");
  }

  async _deliver(message) {
    let replies = [];
    try {
      replies = await post(message);
    } catch (error) {
      const isFinal = error instanceof Refused;
      message.error = isFinal ? error.message : "";
      this._set(message, isFinal ? "refused" : navigator.onLine ? "failed" : "queued");
      return;
    }
    this._set(message, "sent");
    this._on.replies(replies);
  }

  _set(message, state) {
    message.state = state;
    this._memory.save();
    this._on.change(message);
  }
}
