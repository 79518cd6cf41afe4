/** The field where a worker writes: grows to four lines, sends on Enter, cuts what is too long and says so. */

export class Composer {
  constructor(send) {
    this._field = document.getElementById("question");
    this._button = document.getElementById("send");
    this._cut = document.getElementById("cut");
    this._longest = Number(document.body.dataset.maxText);
    this._send = send;
    this._field.addEventListener("input", () => this._changed());
    this._field.addEventListener("paste", (event) => this._pasted(event));
    this._field.addEventListener("keydown", (event) => this._pressed(event));
    document.getElementById("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this._submit();
    });
    this._changed();
  }

  _pressed(event) {
    // While an input method composes a word (Telex, VNI), Enter belongs to the word.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this._submit();
  }

  /** Cut a long paste before it goes in: laying out 100,000 characters holds a phone up for many seconds. */
  _pasted(event) {
    const field = this._field;
    const text = event.clipboardData.getData("text");
    const room = this._longest - field.value.length + field.selectionEnd - field.selectionStart;
    if (text.length <= room) return;
    event.preventDefault();
    field.setRangeText(cut(text, room), field.selectionStart, field.selectionEnd, "end");
    this._changed();
    this._cut.hidden = false;
  }

  _submit() {
    const text = this._field.value.trim();
    if (!text) {
      this._field.focus();
      return;
    }
    this._field.value = "";
    this._changed();
    this._send(text);
  }

  _changed() {
    const field = this._field;
    const isLong = field.value.length > this._longest;
    if (isLong) field.value = cut(field.value, this._longest);
    if (isLong || field.value.length < this._longest) this._cut.hidden = !isLong;
    this._button.setAttribute("aria-disabled", String(!field.value.trim()));
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  }
}

/** The first `length` UTF-16 units, without half of a pair at the end. */
function cut(text, length) {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}
