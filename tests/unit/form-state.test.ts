import { describe, expect, test } from 'vitest'
import { invalidForm, readFields } from '@/lib/form-state'

const form = (entries: [string, string | Blob][]) => {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

describe('the fields of a form', () => {
  test('are the named ones alone, each once: the first', () => {
    const data = form([
      ['name', 'first'],
      ['name', 'second'],
      ['userId', 'somebody'],
      ['role', 'admin'],
    ])
    expect(readFields(data, ['name', 'country'])).toEqual({ name: 'first', country: '' })
  })

  test('are strings: a file is none', () => {
    expect(readFields(form([['name', new Blob(['x'])]]), ['name'])).toEqual({ name: '' })
  })

  test('keep their line breaks and blanks', () => {
    expect(readFields(form([['url', ' a\r\nb ']]), ['url']).url).toBe(' a\r\nb ')
  })
})

test('an invalid form tells the first message of each field, and that of the form as a whole', () => {
  const issues = [
    { path: ['name'], message: 'A' },
    { path: ['name'], message: 'B' },
    { path: ['country', 0], message: 'C' },
    { path: [], message: 'D' },
  ]
  const say = ({ message }: { message: string }) => message
  expect(invalidForm(issues, { name: 'x' }, say)).toEqual({
    values: { name: 'x' },
    errors: { name: 'A', country: 'C', form: 'D' },
    message: 'D',
  })
  expect(invalidForm([], {}, say)).toEqual({ values: {}, errors: {}, message: null })
})
