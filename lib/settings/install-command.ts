import { settingsFileName } from './file-name'

/** Where a command is to run. macOS and Linux differ in how they tell the folder for downloads. */
export const systems = ['Windows', 'macOS', 'Linux'] as const
export type System = (typeof systems)[number]

/** The text between the quotation marks of an attribute, as lib/settings/settings-xml.ts writes it: a name holds neither `<`, `>` nor `"`. */
const inAttribute = (name: string) => name.replaceAll('&', '&amp;')

/** The letters of `text` and nothing that the shell would read (POSIX, "Shell Command Language", 2.2.2). */
const quoteForShell = (text: string) => `'${text.replaceAll("'", () => `'\\''`)}'`

/** Typographic apostrophes end a text as well (PowerShell's specification, "Verbatim string literals"); two of the same are one. */
const quoteForPowerShell = (text: string) => `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`

const downloadsOf = {
  macOS: `downloads=$(osascript -e 'POSIX path of (path to downloads folder)' 2>/dev/null)`,
  Linux: `downloads=$(xdg-user-dir DOWNLOAD 2>/dev/null)`,
}

function renderForShell(system: 'macOS' | 'Linux', name: string): string {
  const file = settingsFileName(name)
  // `find` reads a pattern: a bracket would begin a set of characters.
  const pattern = `${file.slice(0, -'.xml'.length).replaceAll('[', '\\[')}*.xml`
  return `(
  ${downloadsOf[system]}
  [ -d "$downloads" ] && [ "$downloads" != "$HOME" ] || downloads=~/Downloads
  folder=~/invantive
  [ -d "$folder" ] || [ ! -d ~/Invantive ] || folder=~/Invantive
  folder=\${INVANTIVE_CONFIGURATION_DATABASES_FOLDER:-\${INVANTIVE_CONFIGURATION_FOLDER:-$folder}}
  file="$folder"/${quoteForShell(file)}
  new=$(find "$downloads" -maxdepth 1 -type f -name ${quoteForShell(pattern)} -exec grep -qF ${quoteForShell(`name="${inAttribute(name)}"`)} {} \\; -exec ls -t {} + | head -n 1)
  [ -n "$new" ] || { echo "Nothing moved: no download of this file in $downloads."; exit 1; }
  [ ! -e "$file" ] || [ "$new" -nt "$file" ] || { echo "Nothing moved: the file in place is newer than $new."; exit 1; }
  mkdir -p -m 700 "$folder" && chmod 600 "$new" || exit 1
  [ ! -e "$file" ] || cp -p "$file" "$file.$(date +%Y%m%d-%H%M%S).old" || exit 1
  mv -f "$new" "$file" && echo "In place: $file"
)`
}

// Move-Item and Copy-Item read their destination as a pattern, and a NAME may hold brackets; a copy takes the rights of the folder it goes to.
function renderForPowerShell(name: string): string {
  const file = settingsFileName(name)
  const start = quoteForPowerShell(file.slice(0, -'.xml'.length))
  return `& {
  $ErrorActionPreference = 'Stop'
  $downloads = (New-Object -ComObject Shell.Application).NameSpace('shell:Downloads').Self.Path
  $folder = @($env:INVANTIVE_CONFIGURATION_DATABASES_FOLDER, $env:INVANTIVE_CONFIGURATION_FOLDER, "$env:USERPROFILE\\invantive") | Where-Object { $_ } | Select-Object -First 1
  $file = Join-Path $folder ${quoteForPowerShell(file)}
  $new = Get-ChildItem -LiteralPath $downloads -File |
    Where-Object { $_.Extension -eq '.xml' -and $_.Name.StartsWith(${start}, 'OrdinalIgnoreCase') } |
    Where-Object { [IO.File]::ReadAllText($_.FullName).Contains(${quoteForPowerShell(`name="${inAttribute(name)}"`)}) } |
    Sort-Object LastWriteTime | Select-Object -Last 1
  if (-not $new) { throw "Nothing moved: no download of this file in $downloads." }
  New-Item -ItemType Directory -Force -Path $folder | Out-Null
  if (Test-Path -LiteralPath $file) {
    if ((Get-Item -LiteralPath $file).LastWriteTime -ge $new.LastWriteTime) { throw "Nothing moved: the file in place is newer than $($new.FullName)." }
    [IO.File]::Copy($file, "$file.$(Get-Date -Format yyyyMMdd-HHmmss).old")
  }
  [IO.File]::Copy($new.FullName, $file, $true)
  Remove-Item -LiteralPath $new.FullName
  "In place: $file"
}`
}

/**
 * The command that moves a download to where Invantive SQL looks for it (facts/invantive.md, "The file"), to be pasted into a terminal. Pure.
 *
 * Browsers number a second download, each in its own way, so what counts is what stands in the file: the newest download that names this NAME. A file
 * in place that is newer than every download stays, and the command says so and fails; one that is older is kept beside the new one, as `….old`.
 * @param name NAME of settings-<NAME>.xml, as lib/settings/name.ts takes it
 */
export const renderInstallCommand = (system: System, name: string): string =>
  system === 'Windows' ? renderForPowerShell(name) : renderForShell(system, name)
