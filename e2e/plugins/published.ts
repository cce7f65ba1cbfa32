import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildServerImage, type connectDocker } from '@wecube/core/testing/docker';
import { zipOf } from '@wecube/core/testing/zip';

export type Published = {
  name: string;
  version: string;
  needs: { name: string; version: string }[];
  schema: string | null;
  bucket: string | null;
  /** The zip as its author would publish it, with an image that only listens where the manifest says. */
  zip(docker: ReturnType<typeof connectDocker>, version: string): Promise<Uint8Array<ArrayBuffer>>;
};

const OWN = join(import.meta.dirname, 'packages');

/**
 * Packages with the traits of those that exist, and those that exist when WECUBE_TEST_PACKAGES names a folder with a
 * folder for each; what a package needs comes before it.
 */
export function readPublished(): Published[] {
  const given = process.env['WECUBE_TEST_PACKAGES'];
  return [OWN, ...(given ? [given] : [])].flatMap((folder) => {
    const found = readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((one) => existsSync(join(one, 'register.xml')))
      .map(readOne);
    if (found.length === 0) throw new Error(`${folder} holds no folder with a register.xml.`);
    return inOrder(found.map((one) => asNeeded(one, found)));
  });
}

function readOne(folder: string): Published {
  const manifest = readFileSync(join(folder, 'register.xml'), 'utf8').replace(/<!--[\s\S]*?-->/g, '');
  const [, name = '', version = ''] = /<package name="([^"]+)" version="([^"]+)"/.exec(manifest) ?? [];
  const image = /imageName="([^"]+)"/.exec(manifest)?.[1] ?? '';
  const port = Number(/\{\{ALLOCATE_PORT\}\}:(\d+)/.exec(manifest)?.[1]);
  return {
    ...{ name, version },
    needs: [...manifest.matchAll(/<packageDependency name="([^"]+)" version="([^"]+)"/g)].map((found) => ({
      ...{ name: found[1] ?? '', version: found[2] ?? '' },
    })),
    schema: /<mysql[^>]* schema="([^"]+)"/.exec(manifest)?.[1] ?? null,
    bucket: /<s3[^>]* bucketName="([^"]+)"/.exec(manifest)?.[1] ?? null,
    async zip(docker, wanted) {
      const published = manifest.replace(/(<package name="[^"]+" version=")[^"]+/, `$1${wanted}`);
      const scripts = ['init.sql', 'upgrade.sql'].filter((file) => existsSync(join(folder, file)));
      const copied = [...manifest.matchAll(/<file source="([^"]+)"/g)].map(([, file = '']) => file);
      return new Uint8Array(
        zipOf([
          { name: 'register.xml', content: published },
          ...scripts.map((file) => ({ name: file, content: readFileSync(join(folder, file)) })),
          ...copied.map((file) => ({ name: file, content: `the content of ${file}` })),
          { name: 'image.tar', content: await buildServerImage(docker, image, port) },
        ]),
      );
    },
  };
}

/** Sources may not say their version yet: then it is the one that others ask for, if that is higher. */
function asNeeded(one: Published, all: readonly Published[]): Published {
  const asked = all.flatMap(({ needs }) => needs.filter(({ name }) => name === one.name).map(({ version }) => version));
  const [version = one.version] = [one.version, ...asked].sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return { ...one, version };
}

function inOrder(found: readonly Published[]): Published[] {
  const done: Published[] = [];
  const add = (one: Published): void => {
    if (done.includes(one)) return;
    for (const needed of found.filter(({ name }) => one.needs.some((need) => need.name === name))) add(needed);
    done.push(one);
  };
  for (const one of found) add(one);
  return done;
}
