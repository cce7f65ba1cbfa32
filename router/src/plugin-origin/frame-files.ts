import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { AppError } from '@wecube/kit';
import { z } from 'zod';

const manifest = z.object({ script: z.string(), style: z.string(), files: z.array(z.string()) });

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.svg': 'image/svg+xml',
};

/** The built host page of plugins: read once, its names hold a hash. */
export class FrameFiles {
  #manifest: z.infer<typeof manifest> | undefined;

  constructor(private readonly folder: string | undefined) {}

  /** The document in which a package's bundle runs. */
  page(packageName: string, portalOrigin: string): string {
    const { script, style } = this.#read();
    return `<!doctype html>
<html data-package="${packageName}" data-portal="${portalOrigin}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${packageName}</title>
<link rel="stylesheet" href="/plugins/assets/${style}">
</head>
<body>
<div id="plugin"></div>
<script src="/plugins/assets/${script}"></script>
</body>
</html>
`;
  }

  /** Answers one of the files that the document names. */
  async answer(name: string, response: ServerResponse): Promise<void> {
    if (!this.#read().files.includes(name)) throw notFound(name);
    const path = join(this.#folder(), name);
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'content-length': (await stat(path)).size,
      'cache-control': 'public, max-age=31536000, immutable',
    });
    createReadStream(path)
      .on('error', () => response.destroy())
      .pipe(response);
  }

  #read(): z.infer<typeof manifest> {
    try {
      this.#manifest ??= manifest.parse(JSON.parse(readFileSync(join(this.#folder(), 'manifest.json'), 'utf8')));
      return this.#manifest;
    } catch (cause) {
      const message =
        'The host page of plugins is not built: "npm run build -w plugin-adapters/plugin-frame" does that.';
      throw new AppError('INTERNAL', message, { cause, status: 500 });
    }
  }

  #folder(): string {
    if (this.folder) return this.folder;
    return join(dirname(createRequire(import.meta.url).resolve('@wecube/plugin-frame/package.json')), 'dist');
  }
}

const notFound = (name: string) => new AppError('NOT_FOUND', `The host page has no file "${name}".`, { status: 404 });
