import { extract } from 'tar-stream';
import { type CheckGroup, Skip } from '../check.ts';
import { namesInZip } from '../package-archive.ts';
import type { Subject } from '../subject.ts';

/** The zip around the manifest. */
export const packageChecks: CheckGroup = {
  name: 'package',
  checks: [
    {
      id: 'manifest-in-root',
      severity: 'must',
      says: 'register.xml lies in the root of the zip',
      remedy: 'Pack the content of the folder, not the folder; ./wecube plugin pack does it.',
      look: ({ archive: { names } }) => {
        if (names.includes('register.xml')) return null;
        const elsewhere = names.find((name) => name.endsWith('/register.xml'));
        return elsewhere ? `it is ${elsewhere}` : 'there is none';
      },
    },
    {
      id: 'image-present',
      severity: 'must',
      says: 'image.tar lies in the root, unless the package runs as a process',
      remedy: 'Add it with docker save -o image.tar NAME:TAG, or with ./wecube plugin pack --image.',
      look: ({ archive, manifest }) => {
        if (archive.names.includes('image.tar')) return null;
        if (manifest.resources.process.length > 0) throw new Skip('it runs as a process and ships no image');
        return 'there is none, and no <process>';
      },
    },
    {
      id: 'image-tagged',
      severity: 'must',
      says: 'image.tar holds the image that <docker imageName> names',
      remedy: 'Save the image by that name and tag: docker save NAME:TAG, not by its id.',
      look: async ({ archive, manifest }) => {
        if (!archive.names.includes('image.tar')) throw new Skip('the zip has no image.tar');
        const wanted = manifest.resources.docker.at(-1)?.imageName ?? '';
        const tags = await tagsIn(await archive.stream('image.tar'));
        return tags.includes(wanted) ? null : `it holds ${tags.join(', ') || 'no tag'}, not ${wanted}`;
      },
    },
    {
      id: 'database-script-present',
      severity: 'must',
      says: 'the script that <mysql initFileName> names lies in the root',
      remedy: 'Add the file, or correct its name.',
      look: (subject) => filesThere(subject, scriptsOf(subject).slice(0, 1)),
    },
    {
      id: 'database-markers-ascend',
      severity: 'should',
      says: 'the #@vX-begin@; markers of the scripts ascend',
      remedy: 'Order the sections by version: an upgrade runs from the first newer marker to the end of the file.',
      look: async (subject) => {
        const there = scriptsOf(subject).filter((name) => subject.archive.names.includes(name));
        for (const name of there) {
          const wrong = descending((await subject.archive.read(name)).toString('utf8'));
          if (wrong) return `${name}: ${wrong}`;
        }
        return null;
      },
    },
    {
      id: 'bucket-files-present',
      severity: 'must',
      says: 'the files that <fileSet> copies into the bucket lie in the root',
      remedy: 'Add the files, or correct their names.',
      look: (subject) => {
        const files = subject.manifest.resources.s3.flatMap((bucket) => bucket.files.map(({ source }) => source));
        if (files.length === 0) throw new Skip('the manifest copies no file into a bucket');
        return filesThere(subject, files);
      },
    },
    {
      id: 'ui-has-index',
      severity: 'must',
      says: 'ui.zip holds an index.html',
      remedy: 'Pack the folder of the built pages, index.html among them.',
      look: async ({ archive }) => {
        if (!archive.names.includes('ui.zip')) throw new Skip('the package has no ui.zip');
        const names = await namesInZip(await archive.read('ui.zip')).catch(() => null);
        if (!names) return 'it is no zip';
        return names.some((name) => /(^|\/)index\.html$/.test(name)) ? null : 'there is none in it';
      },
    },
  ],
};

function scriptsOf({ manifest }: Subject): string[] {
  const database = manifest.resources.mysql.at(-1);
  const names = [database?.initFileName, database?.upgradeFileName].filter((name): name is string => !!name);
  if (names.length === 0) throw new Skip('the manifest asks for no database');
  return names;
}

function filesThere({ archive }: Subject, files: readonly string[]): string | null {
  const missing = files.filter((name) => !archive.names.includes(name));
  return missing.length > 0 ? `${missing.join(', ')} is missing` : null;
}

function descending(text: string): string | null {
  const versions = [...text.matchAll(/^\s*#@v?([\d.]+)-begin@;\s*$/gm)].map(([, version = '']) => version);
  const at = versions.findIndex((version, index) => index > 0 && weigh(version) < weigh(versions[index - 1] ?? ''));
  return at < 0 ? null : `v${versions[at]} comes after v${versions[at - 1]}`;
}

const weigh = (version: string): number =>
  version.split('.').reduce((sum, part, index) => sum + Number(part) * 1000 ** (4 - index), 0);

async function tagsIn(image: NodeJS.ReadableStream): Promise<string[]> {
  const archive = extract();
  image.pipe(archive);
  for await (const entry of archive) {
    const chunks: Buffer[] = [];
    const isIndex = entry.header.name === 'manifest.json';
    for await (const chunk of entry) if (isIndex) chunks.push(chunk as Buffer);
    if (isIndex)
      return (JSON.parse(Buffer.concat(chunks).toString()) as { RepoTags: string[] | null }[]).flatMap(
        ({ RepoTags }) => RepoTags ?? [],
      );
  }
  return [];
}
