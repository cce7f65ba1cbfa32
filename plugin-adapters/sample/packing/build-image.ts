import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { pack as startTar } from 'tar-stream';
import type { Manifest } from '../../contract/index.ts';
import { collectPrograms, type ImageFile } from './local-programs.ts';
import type { PackageFile } from './package-files.ts';

const EPOCH = new Date(0);
const ARCHITECTURES: Record<string, string> = {
  x64: 'amd64',
  arm64: 'arm64',
  arm: 'arm',
  ppc64: 'ppc64le',
  s390x: 's390x',
};

/**
 * An `image.tar` as `docker save` writes it, made of files of this machine only: Node, a shell, their libraries and the
 * package below /app. Its name is that of the manifest's last `<docker>`, its command that of the last `<process>`.
 */
export async function buildImage(manifest: Manifest, files: readonly PackageFile[]): Promise<Buffer> {
  const docker = manifest.resources.docker.at(-1);
  const start = manifest.resources.process.at(-1)?.start;
  if (!docker || !start) {
    throw new Error(
      'An image needs <docker imageName="..."/> for its name and <process start="..."/> for its command.',
    );
  }
  const layer = await buildLayer(files);
  const config = Buffer.from(JSON.stringify(imageConfig(start.split(/\s+/), digest(layer))));
  const configName = `${digest(config)}.json`;
  const layerName = `${digest(layer)}/layer.tar`;
  const index = [{ Config: configName, RepoTags: [docker.imageName], Layers: [layerName] }];
  return tar([
    { path: configName, mode: 0o644, bytes: config },
    { path: layerName, mode: 0o644, bytes: layer },
    { path: 'manifest.json', mode: 0o644, bytes: Buffer.from(JSON.stringify(index)) },
  ]);
}

async function buildLayer(files: readonly PackageFile[]): Promise<Buffer> {
  const application = files.map(({ path, bytes }) => ({ path: `app/${path}`, mode: 0o644, bytes }));
  const accounts: ImageFile[] = [
    { path: 'etc/passwd', mode: 0o644, bytes: Buffer.from('root:x:0:0:root:/:/bin/sh\n') },
    { path: 'etc/group', mode: 0o644, bytes: Buffer.from('root:x:0:\n') },
  ];
  const all = [...(await collectPrograms()), ...accounts, ...application];
  return tar(
    all.sort((left, right) => (left.path < right.path ? -1 : 1)),
    ['data', 'tmp'],
  );
}

function imageConfig(command: string[], layerDigest: string): object {
  return {
    architecture: ARCHITECTURES[process.arch] ?? process.arch,
    os: 'linux',
    created: EPOCH.toISOString(),
    config: { Cmd: command, WorkingDir: '/app', Env: ['PATH=/usr/local/bin:/usr/bin:/bin'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layerDigest}`] },
    history: [{ created: EPOCH.toISOString(), created_by: 'wecube plugin pack' }],
  };
}

async function tar(files: readonly ImageFile[], folders: readonly string[] = []): Promise<Buffer> {
  const archive = startTar();
  const bytes = buffer(archive);
  for (const name of folders) {
    archive.entry({ name: `${name}/`, type: 'directory', mode: 0o1777, mtime: EPOCH });
  }
  for (const file of files) {
    archive.entry({ name: file.path, mode: file.mode, mtime: EPOCH, size: file.bytes.length }, file.bytes);
  }
  archive.finalize();
  return bytes;
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
