// Makes the package's zip with nothing but Node: register.xml, package.json, what the compiler made of src, and image.tar
// when there is one. The same files always give the same bytes.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';

const manifest = readFileSync('register.xml', 'utf8');
const [, name] = /<package\b[^>]*\bname="([^"]+)"/.exec(manifest) ?? [];
const [, version] = /<package\b[^>]*\bversion="([^"]+)"/.exec(manifest) ?? [];
const built = readdirSync('dist/src').filter((file) => file.endsWith('.js'));
const files = ['register.xml', 'package.json', ...built.sort().map((file) => `dist/src/${file}`)];
if (existsSync('image.tar')) files.push('image.tar');

const target = `${name}-${version}.zip`;
writeFileSync(target, zipOf(files));
console.log(target);

function zipOf(paths) {
  const parts = [];
  const index = [];
  let at = 0;
  for (const path of paths) {
    const bytes = readFileSync(path);
    const packed = deflateRawSync(bytes);
    const common = header(path, bytes, packed);
    const local = Buffer.concat([word(0x04034b50), common, Buffer.from(path), packed]);
    // Version made by, the common part, then lengths and attributes that are zero, and where the file begins.
    index.push(Buffer.concat([word(0x02014b50), half(20), common, Buffer.alloc(10), word(at), Buffer.from(path)]));
    parts.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(index);
  const count = half(paths.length);
  const end = Buffer.concat([
    word(0x06054b50),
    Buffer.alloc(4),
    count,
    count,
    word(directory.length),
    word(at),
    half(0),
  ]);
  return Buffer.concat([...parts, directory, end]);
}

function header(path, bytes, packed) {
  const [utf8, deflated, time, date] = [0x0800, 8, 0, 0x21];
  const lengths = [word(crc32(bytes)), word(packed.length), word(bytes.length), half(Buffer.byteLength(path)), half(0)];
  return Buffer.concat([half(20), half(utf8), half(deflated), half(time), half(date), ...lengths]);
}

function half(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function word(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}
