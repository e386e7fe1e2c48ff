// A certificate authority for a test, and a certificate of it for some names; made by openssl, which Debian has.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `authorityFile`: for NODE_EXTRA_CA_CERTS. */
export type Certificate = { key: string; cert: string; authority: string; authorityFile: string; remove(): void }

export function makeCertificate(...names: string[]): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'portal-certificate-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: 'pipe' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  openssl('req', '-x509', ...newKey, '-subj', '/CN=Test authority', '-keyout', at('ca.key'), '-out', at('ca.pem'))
  openssl('req', ...newKey, '-subj', `/CN=${names[0]}`, '-keyout', at('key.pem'), '-out', at('request.pem'))
  writeFileSync(at('names'), `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`)
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '2', '-extfile', at('names')]
  openssl('x509', '-req', '-in', at('request.pem'), ...signing, '-out', at('cert.pem'))
  const read = (name: string) => readFileSync(at(name), 'utf8')
  return {
    ...{ key: read('key.pem'), cert: read('cert.pem'), authority: read('ca.pem'), authorityFile: at('ca.pem') },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
