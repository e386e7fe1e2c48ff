const longPart = /^\r\nContent-Disposition: form-data; name="(?:_\d{1,3}_)?codeReturnUrl"\r\n\r\n/
const boundaryForm = /^multipart\/form-data; ?boundary=([\w'+,./:?-]{8,70})$/

/**
 * Whether a form is small but for the one text that somebody may paste: all that anybody reads as more than text then is. It must look just as browsers
 * send it, down to the byte, so that no two readers take it apart in two ways. Pure.
 * @param {Buffer} body
 * @param {string} contentType of the request
 * @param {number} maximumBytes of all that is not that text
 */
export function isSmallButForText(body, contentType, maximumBytes) {
  const [, boundary] = boundaryForm.exec(contentType) ?? []
  if (!boundary) return false
  let rest = 0
  let texts = 0
  // Some readers look for the boundary alone, others for the line that it stands in: it may stand nowhere else.
  for (let at = body.indexOf(boundary); at !== -1;) {
    const isFirst = at === 2
    const lead = body.subarray(isFirst ? 0 : Math.max(0, at - 4), at).toString('latin1')
    if (lead !== (isFirst ? '--' : '\r\n--')) return false
    const from = at + boundary.length
    const next = body.indexOf(boundary, from)
    const part = body.subarray(from, next === -1 ? body.length : next)
    if (longPart.test(part.subarray(0, 200).toString('latin1'))) texts++
    else rest += part.length + boundary.length
    if (texts > 1 || rest > maximumBytes) return false
    at = next
  }
  return texts === 1 && body.indexOf(boundary) === 2
}
