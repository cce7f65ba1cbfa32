import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as a test wants it in the archive, true or not. */
export type ZipEntry = {
  name: string;
  content?: string | Buffer;
  /** Unix mode bits, such as 0o120777 for a symbolic link. */
  mode?: number;
  deflated?: boolean;
  /** What the archive claims; by default the truth. */
  declaredSize?: number;
  declaredChecksum?: number;
  encrypted?: boolean;
};

/** Writes a zip exactly as told: real tools refuse to make the archives that must be refused. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? '');
    const data = entry.deflated ? deflateRawSync(content) : content;
    const name = Buffer.from(entry.name);
    const shared = sharedFields(entry, content, data, name);
    const local = Buffer.concat([signature(0x04034b50), shared, uint16(0), name, data]);
    const attributes = Buffer.concat([
      uint16(0),
      uint16(0),
      uint16(0),
      uint16(0),
      uint32(((entry.mode ?? 0) << 16) >>> 0),
    ]);
    directory.push(Buffer.concat([signature(0x02014b50), uint16(0x031e), shared, attributes, uint32(offset), name]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const counts = Buffer.concat([uint16(0), uint16(0), uint16(entries.length), uint16(entries.length)]);
  const end = Buffer.concat([signature(0x06054b50), counts, uint32(central.length), uint32(offset), uint16(0)]);
  return Buffer.concat([...parts, central, end]);
}

/** From "version needed" to the length of the name; the extra field's length follows in both headers. */
function sharedFields(entry: ZipEntry, content: Buffer, data: Buffer, name: Buffer): Buffer {
  const flags = 0x0800 | (entry.encrypted ? 1 : 0);
  return Buffer.concat([
    ...[uint16(20), uint16(flags), uint16(entry.deflated ? 8 : 0), uint16(0), uint16(0x21)],
    ...[uint32(entry.declaredChecksum ?? crc32(content)), uint32(data.length)],
    ...[uint32(entry.declaredSize ?? content.length), uint16(name.length)],
  ]);
}

const signature = (value: number) => uint32(value);

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
