// The proxy in front: the configuration of docs/operations/nginx/, with the addresses of this cluster around it.
import { readFileSync } from 'node:fs'
import { inRoot } from '../steps/paths.mjs'
import { findProgram } from '../steps/proxy-tools.mjs'
import { makePlace, startProgram, writePlainly } from './program.mjs'

/** @param {{ parent: string, port: number, portals: number[] }} options portals: the ports of the instances */
export function startNginx({ parent, port, portals }) {
  const folder = makePlace(parent, 'nginx')
  const config = writePlainly(folder, 'nginx.conf', nginxConfig({ port, portals }))
  return startProgram(folder, port, {
    name: 'nginx',
    program: findProgram('nginx') ?? '',
    parameters: ['-p', folder, '-c', config, '-e', 'stderr'],
    stopSignal: 'SIGTERM',
  })
}

/** @param {string} name */
const shipped = (name) => readFileSync(inRoot('docs/operations/nginx', name), 'utf8')

/** @param {{ port: number, portals: number[] }} options */
export const nginxConfig = ({ port, portals }) => `
daemon off;
pid nginx.pid;
worker_processes 2;
events { worker_connections 1024; }

http {
client_body_temp_path body;
proxy_temp_path proxy;
fastcgi_temp_path fastcgi;
uwsgi_temp_path uwsgi;
scgi_temp_path scgi;

upstream portal {
${portals.map((each) => `  server 127.0.0.1:${each} max_fails=1 fail_timeout=2s;`).join('\n')}
  keepalive 16;
  # Less than the five seconds that a portal which is told to end leaves to those who may be sending.
  keepalive_timeout 4s;
}

${shipped('http.conf')}
server {
listen 127.0.0.1:${port};
access_log access.log portal;
${shipped('server.conf')}}
}
`
