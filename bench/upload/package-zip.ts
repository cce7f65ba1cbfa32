import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { zipOf } from '@wecube/core/testing/zip';

/** Writes a package whose image is random bytes, stored as they are: nothing of it compresses. */
export function writePackageZip(path: string, pack: { name: string; payloadBytes: number }): Promise<void> {
  const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<package name="${pack.name}" version="v1.0.0">
  <resourceDependencies><process start="node server.mjs"/></resourceDependencies>
</package>`;
  const files = [
    { name: 'register.xml', content: manifest },
    { name: 'image.tar', content: randomBytes(pack.payloadBytes) },
  ];
  return writeFile(path, zipOf(files));
}
