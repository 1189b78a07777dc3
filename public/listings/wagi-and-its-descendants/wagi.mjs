import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import * as fs from 'node:fs';
import { WASI } from 'node:wasi';

const module = new WebAssembly.Module(fs.readFileSync(process.argv[2]));

function run(args, env, body) {
  const dir = fs.mkdtempSync('/tmp/wagi-');
  fs.writeFileSync(`${dir}/in`, body);
  const stdin = fs.openSync(`${dir}/in`, 'r');
  const stdout = fs.openSync(`${dir}/out`, 'w');
  try {
    const wasi = new WASI({
      version: 'preview1', args, env, stdin, stdout });
    const imports = wasi.getImportObject();
    const instance = new WebAssembly.Instance(module, imports);
    if (wasi.start(instance) !== 0) throw new Error('nonzero exit');
    return fs.readFileSync(`${dir}/out`, 'latin1');
  } finally {
    fs.closeSync(stdin);
    fs.closeSync(stdout);
    fs.rmSync(dir, { recursive: true });
  }
}

createServer(async (req, res) => {
  const [path, query = ''] = req.url.split('?');
  const body = await buffer(req);
  const env = { GATEWAY_INTERFACE: 'CGI/1.1', PATH_INFO: path,
    REQUEST_METHOD: req.method, QUERY_STRING: query,
    CONTENT_LENGTH: `${body.length}` };
  for (const [name, value] of Object.entries(req.headers))
    if (name !== 'proxy')
      env[`HTTP_${name.toUpperCase().replaceAll('-', '_')}`] = `${value}`;
  try {
    const out = run([path, ...query.split('&')], env, body);
    const [, head, text] = out.match(/^(.*?)\r?\n\r?\n(.*)$/s);
    const headers = {};
    for (const line of head.split(/\r?\n/)) {
      const [name, value] = line.split(/:\s*(.*)/, 2);
      headers[name.toLowerCase()] = value;
    }
    const { status = '200', ...rest } = headers;
    res.writeHead(parseInt(status), rest).end(text, 'latin1');
  } catch (error) {
    console.error(`${req.method} ${path}: ${error.message}`);
    res.writeHead(500).end('module failed\n');
  }
}).listen(3000, '127.0.0.1');
