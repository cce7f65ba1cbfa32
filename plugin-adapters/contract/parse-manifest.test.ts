import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { manifestCounts, manifestEntities, manifestInterfaces, manifestSchema, parseManifest } from './index.ts';

const WHOLE = readFileSync(new URL('fixtures/whole-register.xml', import.meta.url));

function parsed(xml: string | Uint8Array) {
  const result = parseManifest(xml);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

function problems(xml: string | Uint8Array) {
  const result = parseManifest(xml);
  return result.ok ? [] : result.problems;
}

const inPackage = (content: string) => `<package name="garden" version="v1.0.0">\n${content}\n</package>`;

it('reads every element and attribute of the generation', () => {
  const { manifest, warnings } = parsed(WHOLE);
  expect(warnings).toEqual([]);
  expect(manifest).toMatchSnapshot();
  expect(manifestSchema.parse(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
});

it('counts what a manifest declares', () => {
  expect(manifestCounts(parsed(WHOLE).manifest)).toEqual({
    entities: 2,
    attributes: 8,
    plugins: 1,
    interfaces: 2,
    parameters: 6,
    menus: 2,
    systemParameters: 3,
  });
});

it('reads both spellings of a reference and completes what is left out', () => {
  const [bed, plant] = manifestEntities(parsed(WHOLE).manifest);
  const references = (entity: typeof bed) =>
    Object.fromEntries((entity?.attributes ?? []).map(({ name, references }) => [name, references]));
  expect(references(bed)).toMatchObject({
    length: null,
    soil: { packageName: 'soil', entityName: 'layer', attributeName: 'code' },
    neighbours: { packageName: 'garden', entityName: 'bed', attributeName: 'id' },
  });
  expect(references(plant)).toMatchObject({
    bed: { packageName: 'garden', entityName: 'bed', attributeName: 'id' },
    kind: { packageName: 'garden', entityName: 'kind', attributeName: 'id' },
  });
});

it('takes a model as dynamic only when it declares no entity of its own', () => {
  expect(parsed(WHOLE).manifest.dataModel.dynamic).toBe(false);
  expect(parsed(inPackage('<dataModel isDynamic="true"/>')).manifest.dataModel.dynamic).toBe(true);
  expect(parsed(inPackage('<dataModel></dataModel>')).manifest.dataModel.dynamic).toBe(false);
});

it('names services by package, plugin, registration and action', () => {
  const services = manifestInterfaces(parsed(WHOLE).manifest).map(({ serviceName }) => serviceName);
  expect(services).toEqual(['garden/water(daily)/pour', 'garden/water(daily)/stop']);
});

it('keeps an interface whose action stands twice and warns of it', () => {
  const twice =
    '<plugins><plugin name="p"><interface action="a" path="/garden/1"/>\n<interface action="a" path="/garden/2"/></plugin></plugins>';
  const { manifest, warnings } = parsed(inPackage(twice));
  expect(manifestCounts(manifest).interfaces).toBe(2);
  expect(manifestInterfaces(manifest)).toHaveLength(1);
  expect(warnings).toMatchObject([{ code: 'MANIFEST_NAME_REPEATED', line: 3, element: 'interface "a"' }]);
});

it('tolerates unknown elements and attributes with a warning and their line', () => {
  const { manifest, warnings } = parsed(
    inPackage('<flowers/>\n<menus colour="red"><menu code="A" cat="B" displayName="C">/a</menu></menus>'),
  );
  expect(manifest.menus).toHaveLength(1);
  expect(warnings).toMatchObject([
    { code: 'MANIFEST_ELEMENT_UNKNOWN', line: 2, element: 'flowers' },
    { code: 'MANIFEST_ATTRIBUTE_UNKNOWN', line: 3, element: 'menus' },
  ]);
});

it.each([
  ['v0', '<plugins provider="x" version="1"><plugin name="vm"><action/></plugin></plugins>'],
  ['v1', '<package name="x" version="v1">\n<docker-image-file>image.tar</docker-image-file></package>'],
  [
    'v1',
    '<package name="x" version="v1"><plugin id="a"><interface name="b" path="/c"><input-parameters/></interface></plugin></package>',
  ],
  [
    'v1.5',
    '<package name="x" version="v1"><resourceDependencies><docker imageName="i" env_variables="A=B"/></resourceDependencies></package>',
  ],
  [
    'v1.5',
    '<package name="x" version="v1"><resourceDependencies><resourceDependency type="docker"/></resourceDependencies></package>',
  ],
])('refuses the generation %s by its name', (generation, xml) => {
  const [first, ...rest] = problems(xml);
  expect(rest).toEqual([]);
  expect(first).toMatchObject({ code: 'MANIFEST_GENERATION_OLD' });
  expect(first?.message).toContain(`of the ${generation} generation`);
  expect(first?.remedy).toContain('rewrite');
});

it.each([
  ['an unclosed element', '<package name="a" version="1">\n<menus>\n</package>', 3],
  ['a repeated attribute', '<package name="a" version="1"\n name="b"/>', 2],
  ['an entity of its own', '<package name="&secret;" version="1"/>', 1],
  ['nothing', '', 1],
  ['text only', 'hello', 1],
  ['a second root', '<package name="a" version="1"/>\n<package/>', 2],
])('says where broken XML is broken: %s', (_what, xml, line) => {
  expect(problems(xml)).toMatchObject([{ code: 'MANIFEST_XML_BROKEN', line }]);
  expect(problems(xml)[0]?.message).toContain(`line ${line}`);
});

it('refuses another root, and bytes that are no text', () => {
  expect(problems('<project/>')).toMatchObject([{ code: 'MANIFEST_ROOT_UNKNOWN', element: 'project' }]);
  expect(problems(Buffer.from([0x3c, 0xff, 0xfe, 0x3e]))).toMatchObject([{ code: 'MANIFEST_XML_BROKEN' }]);
});

it('reads other encodings that a file declares', () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(inPackage(''), 'utf16le')]);
  expect(parsed(utf16).manifest.name).toBe('garden');
  const latin = Buffer.from(
    '<?xml version="1.0" encoding="ISO-8859-1"?><package name="garden" version="v1" edition="\xe9"/>',
    'latin1',
  );
  expect(parsed(latin).manifest.edition).toBe('é');
});

it('names every missing piece with line, element and remedy at once', () => {
  const xml = inPackage(`<plugins>
    <plugin>
      <interface path="/garden/x"><inputParameters>
        <parameter datatype="string"> </parameter>
      </inputParameters></interface>
      <interface action="a/b"/>
    </plugin></plugins>
  <systemParameters><systemParameter defaultValue="1"/></systemParameters>`);
  const found = problems(xml).map(({ code, line, element }) => [code, line, element]);
  expect(found.sort((left, right) => Number(left[1]) - Number(right[1]))).toEqual([
    ['MANIFEST_ATTRIBUTE_MISSING', 3, 'plugin'],
    ['MANIFEST_ATTRIBUTE_MISSING', 4, 'interface'],
    ['MANIFEST_PARAMETER_NAMELESS', 5, 'parameter'],
    ['MANIFEST_ACTION_INVALID', 7, 'interface "a/b"'],
    ['MANIFEST_ATTRIBUTE_MISSING', 7, 'interface "a/b"'],
    ['MANIFEST_ATTRIBUTE_MISSING', 9, 'systemParameter'],
  ]);
  expect(problems(xml).every(({ remedy }) => remedy !== '')).toBe(true);
});

it.each(['../up', 'a b', '.hidden', 'a/b', 'x'.repeat(64)])('refuses the package name %j', (name) => {
  expect(problems(`<package name="${name}" version="v1"/>`)).toMatchObject([{ code: 'MANIFEST_PACKAGE_NAME_INVALID' }]);
});

it('refuses a version that is none and warns of a placeholder', () => {
  expect(problems('<package name="a" version="../1"/>')).toMatchObject([{ code: 'MANIFEST_VERSION_INVALID' }]);
  expect(parsed('<package name="a" version="{{PLUGIN_VERSION}}"/>').warnings).toMatchObject([
    { code: 'MANIFEST_VERSION_UNUSUAL' },
  ]);
});

it('never throws, whatever it is given', () => {
  const fragments = fc.constantFrom(
    '<package name="a" version="v1">',
    '</package>',
    '<plugin>',
    '<interface',
    ' path="',
    '"',
    '>',
    '/>',
    '&lt;',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    'x',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(fragments, { maxLength: 30 }), (parts) => {
      const result = parseManifest(parts.join(''));
      expect(result.ok || result.problems.length > 0).toBe(true);
    }),
  );
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof parseManifest(bytes).ok === 'boolean'));
});

it('reads where a plugin serves a subgraph of its own', () => {
  const pathOf = (inside: string) => {
    const result = parseManifest(`<package name="moon" version="v1.0.0">${inside}</package>`);
    return result.ok ? [result.manifest.graphqlPath, result.warnings.length] : result.problems.length;
  };
  expect(pathOf('')).toEqual([null, 0]);
  expect(pathOf('<graphql path="/moon/graphql"/>')).toEqual(['/moon/graphql', 0]);
  expect(pathOf('<graphql path="moon/graphql"/>')).toEqual(['/moon/graphql', 0]);
  expect(pathOf('<graphql/>')).toBe(1);
});
