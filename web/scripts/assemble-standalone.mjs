/** Puts the browser's files beside the standalone server, which Next leaves out of its trace. */
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
await cp(`${web}.next/static`, `${web}.next/standalone/web/.next/static`, { recursive: true });
