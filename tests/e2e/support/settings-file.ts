// Reads a settings file with other readers than those that wrote it.
import { expect } from '@playwright/test'
import { XMLParser, XMLValidator } from 'fast-xml-parser'

type Attributes = Record<string, string>

/** The one `<database>` of a settings file, with the name that its group and its connection carry. */
export function readSettingsFile(xml: string): { name: string; database: Attributes } {
  expect(XMLValidator.validate(xml)).toBe(true)
  // The validator above lets undefined entities pass (XML 1.0, 4.1: a well-formedness constraint).
  expect(xml.match(/&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[0-9a-f]+);)[^;\s]{0,20};?/gi)).toBeNull()
  const isArray = (name: string) => ['group', 'connection', 'database'].includes(name)
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false, isArray })
  const { settings } = parser.parse(xml) as {
    settings: { group: { name: string; connection: { name: string; database: Attributes[] }[] }[] }
  }
  const [group, ...otherGroups] = settings.group
  const [connection, ...otherConnections] = group?.connection ?? []
  const [database, ...otherDatabases] = connection?.database ?? []
  expect([otherGroups, otherConnections, otherDatabases]).toEqual([[], [], []])
  expect(group?.name).toBe(connection?.name)
  return { name: group?.name ?? '', database: database ?? {} }
}

/** A connection string, by the rules of .NET: `key=value;`, a value bare or in double quotes that are doubled within. */
export function readConnectionString(text: string): Record<string, string> {
  const pairs: [string, string][] = []
  const pattern = /([^=;]+)=(?:"((?:[^"]|"")*)"|([^;]*))(?:;|$)/gy
  for (let match = pattern.exec(text); match && match[0] !== ''; match = pattern.exec(text)) {
    pairs.push([(match[1] ?? '').trim(), match[2]?.replaceAll('""', '"') ?? match[3] ?? ''])
  }
  expect(new Set(pairs.map(([key]) => key)).size).toBe(pairs.length)
  return Object.fromEntries(pairs)
}
