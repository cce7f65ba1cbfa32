import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipOf } from '@wecube/core/testing/zip';

const fixture = join(import.meta.dirname, '..', 'fixtures', 'ledger');

/** A package with pages in the style of Vue 2; `change` rewrites its scripts, as another version would. */
export function ledgerPackage(version: string, change: (script: string) => string = (script) => script) {
  const read = (file: string) => readFileSync(join(fixture, file));
  const pages = readdirSync(join(fixture, 'ui'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.\w+$/.test(file))
    .sort()
    .map((file) => ({ name: file, content: change(read(join('ui', file)).toString()) }));
  return new Uint8Array(
    zipOf([
      { name: 'register.xml', content: read('register.xml').toString().replace('{{VERSION}}', version) },
      { name: 'server.mjs', content: read('server.mjs') },
      { name: 'ui.zip', content: zipOf(pages) },
    ]),
  );
}
