/**
 * An AbortController keeps the error that says why it was used, and V8 keeps, with an error whose stack nobody has read, everything its frames held.
 * React ends each page with such an error, out of a setImmediate that is linked to those of other pages: so pages keep each other alive for as long as
 * they overlap, 75 kB each, which nothing collects. A stack that was read is text. To go when React takes none: facebook/react#37288 and #37289.
 */
export function releaseRenders(prototype = AbortController.prototype) {
  const { abort } = prototype
  prototype.abort = function (reason) {
    abort.call(this, reason)
    void this.signal.reason?.stack
  }
}
