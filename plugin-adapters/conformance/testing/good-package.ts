import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { ZipFile } from 'yazl';
import type { PackageArchive } from '../package-archive.ts';

/** The manifest of the good plugin. */
export const GOOD_MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>
<package name="notes" version="v1.0.0">
  <menus><menu code="NOTES" cat="DESIGNING" displayName="Notes" localDisplayName="便签">/notes</menu></menus>
  <dataModel>
    <entity name="note" displayName="Note" description="A note">
      <attribute name="id" datatype="str" description=""/>
      <attribute name="displayName" datatype="str" description=""/>
      <attribute name="text" datatype="str" required="Y" description=""/>
      <attribute name="size" datatype="int" description=""/>
      <attribute name="parent" datatype="ref" refPackageName="notes" refEntityName="note" refAttributeName="id" description=""/>
    </entity>
  </dataModel>
  <systemParameters><systemParameter name="NOTES_COLOUR" scopeType="plugins" defaultValue="red"/></systemParameters>
  <authorities><authority systemRoleName="SUPER_ADMIN"><menu code="NOTES"/></authority></authorities>
  <resourceDependencies>
    <docker imageName="notes:v1.0.0" containerName="notes" portBindings="{{ALLOCATE_PORT}}:8080" volumeBindings="{{BASE_MOUNT_PATH}}/notes:/data" envVariables="PORT=8080,KEY={{JWT_SIGNING_KEY}},GATEWAY_URL={{GATEWAY_URL}},COLOUR={{NOTES_COLOUR}}"/>
    <process start="node server.mjs" envVariables="PORT={{ALLOCATE_PORT}},KEY={{JWT_SIGNING_KEY}},GATEWAY_URL={{GATEWAY_URL}}" healthPath="/health"/>
    <mysql schema="notes" initFileName="init.sql" upgradeFileName="upgrade.sql"/>
    <s3 bucketName="notes"><fileSet><file source="seed.txt" toFile="seed.txt"/></fileSet></s3>
  </resourceDependencies>
  <plugins>
    <plugin name="note">
      <interface action="sign" path="/notes/note/sign" httpMethod="POST" idempotency="keyed">
        <inputParameters>
          <parameter datatype="string" mappingType="constant" required="Y">text</parameter>
          <parameter datatype="string" mappingType="constant" required="N">style</parameter>
        </inputParameters>
        <outputParameters>
          <parameter datatype="string" mappingType="context">errorCode</parameter>
          <parameter datatype="string" mappingType="context">errorMessage</parameter>
          <parameter datatype="string" mappingType="context">noteId</parameter>
        </outputParameters>
      </interface>
      <interface action="later" path="/notes/note/later" httpMethod="POST" isAsyncProcessing="Y" idempotency="keyed">
        <inputParameters><parameter datatype="string" mappingType="constant" required="N">text</parameter></inputParameters>
        <outputParameters>
          <parameter datatype="string" mappingType="context">errorCode</parameter>
          <parameter datatype="string" mappingType="context">errorMessage</parameter>
        </outputParameters>
      </interface>
    </plugin>
  </plugins>
</package>`;

/** An `image.tar` with nothing in it but its tags. */
export function imageWith(...tags: string[]): Promise<Buffer> {
  const archive = pack();
  archive.entry({ name: 'manifest.json' }, JSON.stringify([{ Config: 'c.json', RepoTags: tags, Layers: [] }]));
  archive.finalize();
  return buffer(archive);
}

export function zipWith(...names: string[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const name of names) zip.addBuffer(Buffer.from('x'), name);
  zip.end();
  return buffer(zip.outputStream as Readable);
}

export type Files = Record<string, Buffer | string>;

export const goodFiles = async (): Promise<Files> => ({
  ...{ 'register.xml': GOOD_MANIFEST, 'server.mjs': '', 'seed.txt': 'seed', 'upgrade.sql': '' },
  'init.sql': '#@v1.0.0-begin@;\ncreate table a(b int);\n#@v1.0.0-end@;\n#@v1.1.0-begin@;\n',
  ...{ 'image.tar': await imageWith('notes:v1.0.0'), 'ui.zip': await zipWith('dist/index.html', 'dist/a.js') },
});

export function archiveOf(files: Files): PackageArchive {
  const read = async (name: string) => Buffer.from(files[name] ?? '');
  return { names: Object.keys(files), read, stream: async (name) => Readable.from([await read(name)]) };
}
