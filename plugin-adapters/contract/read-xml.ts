import { SaxesParser } from 'saxes';

/** An element of an XML file with the line its tag begins on; `text` is its own character data, untrimmed. */
export type XmlElement = {
  name: string;
  line: number;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  text: string;
};

/** Why a file is no well-formed XML, in the parser's words, with the place (both counted from 1). */
export class XmlError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'XmlError';
    this.line = line;
    this.column = column;
  }
}

const MAXIMUM_DEPTH = 64;

/** Reads a whole XML text into elements. Throws `XmlError` at the first fault; external entities are never read. */
export function readXml(xml: string): XmlElement {
  const parser = new SaxesParser();
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  let tagLine = 1;

  parser.on('opentagstart', () => {
    tagLine = parser.line;
  });
  parser.on('opentag', (tag) => {
    const element: XmlElement = { name: tag.name, line: tagLine, attributes: tag.attributes, children: [], text: '' };
    root ??= element;
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > MAXIMUM_DEPTH) {
      throw new XmlError(`elements are nested more than ${MAXIMUM_DEPTH} deep`, tagLine, 1);
    }
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', (text) => appendText(open.at(-1), text));
  parser.on('cdata', (text) => appendText(open.at(-1), text));
  parser.on('error', (error) => {
    throw new XmlError(withoutPosition(error.message), parser.line, parser.column + 1);
  });

  parser.write(xml.replace(/^\uFEFF/, '')).close();
  if (root === null) {
    throw new XmlError('the file holds no element', 1, 1);
  }
  return root;
}

/** The text of an XML file's bytes, by its byte order mark or the encoding it declares (UTF-8 when it does not). */
export function decodeXml(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return new TextDecoder('utf-16le').decode(bytes);
  }
  if (first === 0xfe && second === 0xff) {
    return new TextDecoder('utf-16be').decode(bytes);
  }
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(declared, { fatal: true }).decode(bytes);
  } catch {
    throw new XmlError(`the bytes are no valid ${declared} text`, 1, 1);
  }
}

function appendText(element: XmlElement | undefined, text: string): void {
  if (element) {
    element.text += text;
  }
}

function withoutPosition(message: string): string {
  return message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').replace(/\.$/, '');
}
