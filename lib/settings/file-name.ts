export const settingsFileName = (name: string) => `settings-${name}.xml`

/** The NAME in what was typed: the whole name of a file, as a user has it before their eyes, holds it. */
export const bareSettingsName = (text: string) => /^\s*settings-(.+)\.xml\s*$/i.exec(text)?.[1] ?? text
