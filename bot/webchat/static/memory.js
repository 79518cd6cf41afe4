/** What this tab remembers: the talk (gone when the tab closes) and, on this phone, the last reply's number. */

const TALK = "congdoan.talk";
const LAST_SEEN = "congdoan.last";
const KEPT = 200; // entries

/** A storage, or null where the browser forbids it: then nothing outlives a reload, and the talk still works. */
function open(name) {
  try {
    return window[name];
  } catch (error) {
    return null;
  }
}

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key));
  } catch (error) {
    return null;
  }
}

function write(storage, key, value) {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch (error) {
    // Full or forbidden: the page goes on without.
  }
}

/**
 * Entries are messages {own: true, id, kind, text, payload, state, error} and replies {own: false, id, at,
 * blocks, buttons, is_card}. A message's state: "queued", "sent", "failed" (try again), "refused" (do not).
 */
export class Memory {
  constructor() {
    this._tab = open("sessionStorage");
    this._phone = open("localStorage");
    const saved = read(this._tab, TALK);
    this.entries = saved ? saved.entries : [];
    this.lastId = saved ? saved.lastId : Number(read(this._phone, LAST_SEEN)) || 0;
    this._seen = new Set(this.replies().map(mark));
  }

  messages() {
    return this.entries.filter((entry) => entry.own);
  }

  replies() {
    return this.entries.filter((entry) => !entry.own);
  }

  keep(entry) {
    this.entries.push(entry);
    this.save();
  }

  /** Keep a reply; false when it is here already, which happens when two roads bring the same one. */
  keepReply(reply) {
    if (this._seen.has(mark(reply))) return false;
    this._seen.add(mark(reply));
    this.lastId = Math.max(this.lastId, reply.id);
    this.keep(reply);
    return true;
  }

  save() {
    this.entries = this.entries.slice(-KEPT);
    write(this._tab, TALK, { entries: this.entries, lastId: this.lastId });
    write(this._phone, LAST_SEEN, this.lastId);
  }
}

function mark(reply) {
  return `${reply.id} ${reply.at}`;
}
