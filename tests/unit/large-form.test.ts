import { expect, test } from 'vitest'
import { isSmallButForText } from '@/lib/http/large-form.mjs'

const boundary = '----formdata-undici-012345678901'
const type = `multipart/form-data; boundary=${boundary}`
const maximum = 64 * 1024
const novel = '['.repeat(1_000_000)
const text = (name: string, value: string) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const form = (...parts: string[]) => Buffer.from(`${parts.map((part) => `--${boundary}\r\n${part}`).join('')}--${boundary}--\r\n`)
const judge = (body: Buffer, contentType = type) => isSmallButForText(body, contentType, maximum)

test.each<[string, Buffer]>([
  ['as a browser sends it with JavaScript', form(text('_1_attemptId', 'x'), text('_1_codeReturnUrl', novel), text('0', '[null,"$K1"]'))],
  ['as a browser sends it without', form(text('$ACTION_KEY', 'k'), text('attemptId', 'x'), text('codeReturnUrl', novel))],
  ['with an empty text', form(text('codeReturnUrl', ''))],
  ['with line breaks and dashes in the text', form(text('codeReturnUrl', '\r\n--\r\n------\r\n'.repeat(1_000)))],
])('a form %s is taken', (_, body) => {
  expect(judge(body)).toBe(true)
})

test('a real form is taken', async () => {
  const fields = new FormData()
  fields.append('_1_codeReturnUrl', novel)
  fields.append('0', '[null,"$K1"]')
  const sent = new Response(fields)
  const body = Buffer.from(await sent.arrayBuffer())
  expect(judge(body, sent.headers.get('content-type') ?? '')).toBe(true)
})

const smuggled = `x${boundary}\r\n${text('0', novel)}`
test.each<[string, Buffer, string?]>([
  ['another long field', form(text('codeReturnUrl', 'x'), text('0', novel))],
  ['a long field alone', form(text('0', novel))],
  ['two long texts', form(text('codeReturnUrl', novel), text('codeReturnUrl', novel))],
  ['many small fields', form(text('codeReturnUrl', ''), ...Array.from({ length: 2_000 }, (_, index) => text(`_1_${index}`, '')))],
  ['a boundary inside the text', form(text('codeReturnUrl', smuggled))],
  ['a boundary with half a line end', form(text('codeReturnUrl', `x\n--${boundary}\r\n${text('0', novel)}`))],
  ['something before its first boundary', Buffer.concat([Buffer.from('preamble'), form(text('codeReturnUrl', novel))])],
  ['another name behind the first', form(`Content-Disposition: form-data; name="codeReturnUrl"; name="0"\r\n\r\n${novel}\r\n`)],
  ['a file', form(`Content-Disposition: form-data; name="codeReturnUrl"; filename="x"\r\n\r\n${novel}\r\n`)],
  ['a header more', form(`Content-Disposition: form-data; name="codeReturnUrl"\r\nContent-Type: a/b\r\n\r\n${novel}\r\n`)],
  ['a type of JSON', Buffer.from(novel), 'text/plain;charset=UTF-8'],
  ['no type', form(text('codeReturnUrl', novel)), ''],
  ['two boundaries in its type', form(text('codeReturnUrl', novel)), `${type}; boundary=x`],
  ['a quoted boundary', form(text('codeReturnUrl', novel)), `multipart/form-data; boundary="${boundary}"`],
  ['nothing in it', Buffer.alloc(0)],
])('a form with %s is refused', (_, body, contentType) => {
  expect(judge(body, contentType)).toBe(false)
})
