import { type ZipEntry, zipOf } from '@wecube/core/testing/zip';

type Manifest = { name?: string; version?: string; body?: string };

const RUNTIME = '<resourceDependencies><process start="node server.mjs" healthPath="/health"/></resourceDependencies>';

/** A `register.xml`; `body` holds what the scenario is about. */
export function manifestXml({ name = 'tulips', version = 'v1.0.0', body = '' }: Manifest = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<package name="${name}" version="${version}">\n${body}\n${RUNTIME}\n</package>`;
}

/** The zip of a package that would be taken, were it not for `entries` or the manifest. */
export function packageZip(manifest: Manifest = {}, entries: readonly ZipEntry[] = []): Uint8Array<ArrayBuffer> {
  return archive([
    { name: 'register.xml', content: manifestXml(manifest) },
    { name: 'server.mjs', content: '' },
    ...entries,
  ]);
}

/** Any zip, also one that no tool would make. */
export function archive(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zipOf(entries));
}

/** A data model with one entity. */
export function entityXml(name: string): string {
  return `<dataModel><entity name="${name}" displayName="${name}" description="">
    <attribute name="id" datatype="str" description="id"/><attribute name="size" datatype="str" description="size"/>
  </entity></dataModel>`;
}
