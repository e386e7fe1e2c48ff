// The least that Node.js does.
import { createServer } from 'node:http'

createServer((_, response) => response.end('An answer')).listen(Number(process.env.PORT), 'localhost', () => console.log('ready'))
