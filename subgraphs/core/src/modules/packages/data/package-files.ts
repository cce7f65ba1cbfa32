import type { Readable } from 'node:stream';
import type { ObjectStore } from '../../../ports/object-store.ts';

export const PACKAGE_BUCKET = 'wecube-packages';

export type PackageAddress = { name: string; version: string };
export type PackageFile = { path: string; sizeBytes: number };

/** The files of packages in the object store, under `<name>/<version>/<path in the zip>`. */
export class PackageFiles {
  constructor(private readonly objects: ObjectStore) {}

  async list(address: PackageAddress): Promise<PackageFile[]> {
    const files: PackageFile[] = [];
    for await (const { key, sizeBytes } of this.objects.list(PACKAGE_BUCKET, folderOf(address))) {
      files.push({ path: key.slice(folderOf(address).length), sizeBytes });
    }
    return files;
  }

  async has(address: PackageAddress, path: string): Promise<boolean> {
    return (await this.objects.stat(PACKAGE_BUCKET, folderOf(address) + path)) !== null;
  }

  open(address: PackageAddress, path: string): Promise<Readable> {
    return this.objects.get(PACKAGE_BUCKET, folderOf(address) + path);
  }

  put(address: PackageAddress, path: string, content: Readable, sizeBytes: number): Promise<void> {
    return this.objects.put(PACKAGE_BUCKET, folderOf(address) + path, content, sizeBytes);
  }

  async removeAll(address: PackageAddress): Promise<void> {
    for (const { path } of await this.list(address))
      await this.objects.remove(PACKAGE_BUCKET, folderOf(address) + path);
  }
}

const folderOf = ({ name, version }: PackageAddress) => `${name}/${version}/`;
