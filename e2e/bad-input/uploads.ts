import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Bench, LIMIT_BYTES } from './bench.ts';
import { archive, manifestXml, packageZip } from './packages.ts';

const manifest = { name: 'register.xml', content: manifestXml() };
const zeros = (size: number) => Buffer.alloc(size);

type Bad = { what: string; zip: () => Uint8Array<ArrayBuffer>; code: string; words: RegExp };

const BAD: Bad[] = [
  {
    what: 'words instead of a zip',
    zip: () => new TextEncoder().encode('this is no archive'),
    code: 'PACKAGE_NOT_A_ZIP',
    words: /is not a zip archive/,
  },
  {
    what: 'half of a zip',
    zip: () => packageZip().slice(0, 200),
    code: 'PACKAGE_NOT_A_ZIP',
    words: /is not a zip archive/,
  },
  {
    what: 'a path that leads out',
    zip: () => archive([manifest, { name: '../../evil.sh', content: 'x' }]),
    code: 'PACKAGE_ENTRY_UNSAFE',
    words: /"\.\.\/\.\.\/evil\.sh"/,
  },
  {
    what: 'no register.xml',
    zip: () => archive([{ name: 'server.mjs', content: '' }]),
    code: 'PACKAGE_MANIFEST_MISSING',
    words: /no register\.xml/,
  },
  {
    what: 'broken XML',
    zip: () => packageZip({ body: '<plugins>\n  <plugin name="a">\n</plugins>' }),
    code: 'MANIFEST_XML_BROKEN',
    words: /line 5, column \d+/,
  },
  {
    what: 'a reserved name',
    zip: () => packageZip({ name: 'graphql' }),
    code: 'PACKAGE_NAME_RESERVED',
    words: /"graphql" belongs to the platform/,
  },
  {
    what: 'more bytes than the limit, found while they arrive',
    zip: () => packageZip({}, [{ name: 'big', content: zeros(LIMIT_BYTES) }]),
    code: 'PACKAGE_TOO_LARGE',
    words: /limit of 256 KiB/,
  },
  {
    what: 'many more bytes than the limit, refused by what the request announces',
    zip: () => packageZip({}, [{ name: 'big', content: zeros(LIMIT_BYTES + 2 * 1024 * 1024) }]),
    code: 'PACKAGE_TOO_LARGE',
    words: /limit of 256 KiB/,
  },
  {
    what: 'a bomb',
    zip: () => packageZip({}, [{ name: 'big', content: zeros(64 * 1024 * 1024), deflated: true }]),
    code: 'PACKAGE_EXPANDS_TOO_LARGE',
    words: /Unpacked.*limit of 256 KiB/,
  },
  {
    what: 'a bomb that claims to be small',
    zip: () => packageZip({}, [{ name: 'big', content: zeros(16 * 1024 * 1024), deflated: true, declaredSize: 10 }]),
    code: 'PACKAGE_ZIP_BROKEN',
    words: /damaged/,
  },
];

/** Files that are no package of this platform. */
export function uploads(bench: Bench): void {
  describe('an upload', () => {
    it.each(BAD)('of $what is refused', async ({ zip, code, words }) => {
      const answer = await bench.unchanged(() => bench.api.uploadBytes(zip(), 'bad.zip'));
      expect(answer).toMatchObject({ status: 400, problems: [{ code, message: expect.stringMatching(words) }] });
      expect(answer.problems?.[0]?.message).toContain('Nothing was stored.');
      expect(answer.problems?.[0]?.remedy).toBeTruthy();
    });

    it('of a version that is there is refused, whatever is in it', async () => {
      const again = packageZip({ name: 'estate', version: 'v1.0.0' });
      const answer = await bench.unchanged(() => bench.api.uploadBytes(again, 'estate.zip'));
      expect(answer).toMatchObject({ status: 400, problems: [{ code: 'PACKAGE_EXISTS' }] });
    });

    it('without a file is refused', async () => {
      const answer = await bench.unchanged(() => bench.api.post('/platform/packages', '{}'));
      expect(answer).toMatchObject({ status: 400, body: { problems: [{ code: 'PACKAGE_FILE_MISSING' }] } });
    });

    it('is refused while its folder cannot be written, and taken when it can', async () => {
      const folder = join(bench.platform.data, 'core', 'uploads');
      const answer = await bench.unchanged(async () => {
        renameSync(folder, `${folder}.away`);
        writeFileSync(folder, 'a file where the folder should be');
        const refused = await bench.api.uploadBytes(packageZip(), 'good.zip');
        rmSync(folder);
        renameSync(`${folder}.away`, folder);
        return refused;
      });
      expect(answer).toMatchObject({ status: 507, errors: [{ extensions: { code: 'DATA_FOLDER_NOT_WRITABLE' } }] });
      expect(await bench.api.uploadBytes(packageZip(), 'good.zip')).toMatchObject({ status: 200 });
    });
  });
}
