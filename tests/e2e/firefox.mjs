// Firefox, driven by geckodriver over plain WebDriver: open a page, run a function in it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a headless Firefox by the driver that env GECKODRIVER names. Returns `{name, goto(url), evaluate(fn), close()}`. */
export async function launchFirefox(driver = process.env.GECKODRIVER) {
  const port = await freePort();
  const child = spawn(driver, ['--port', String(port)], { stdio: 'ignore' });
  const failed = once(child, 'error').then(([error]) => { throw error; });
  failed.catch(() => {}); // it is told by whoever waits for an answer
  const ask = async (method, path, body) => {
    const request = fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    const { value } = await (await Promise.race([request, failed])).json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  for (let tries = 0; !(await ask('GET', '/status').catch(() => null))?.ready; tries += 1) {
    if (tries > 100) throw new Error(`${driver} did not start within 10 s.`);
    await new Promise((done) => { setTimeout(done, 100); });
  }
  const { sessionId, capabilities } = await ask('POST', '/session', { capabilities: { alwaysMatch: { 'moz:firefoxOptions': { args: ['-headless'] }, timeouts: { script: 900_000 } } } });
  const at = `/session/${sessionId}`;
  return {
    name: `Firefox ${capabilities.browserVersion}`,
    goto: (url) => ask('POST', `${at}/url`, { url }),
    evaluate: async (fn, argument) => {
      // As text: the driver would read numbers and write them again, and lose their last bit.
      const script = `const done = arguments[1]; (${fn})(JSON.parse(arguments[0])).then((value) => done({ value: JSON.stringify(value) }), (error) => done({ error: String(error?.stack ?? error) }));`;
      const { value, error } = await ask('POST', `${at}/execute/async`, { script, args: [JSON.stringify(argument ?? null)] });
      if (error) throw new Error(error);
      return JSON.parse(value);
    },
    close: async () => {
      await ask('DELETE', at).catch(() => {});
      child.kill();
    },
  };
}
