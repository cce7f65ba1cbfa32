import { zipOf } from '@wecube/core/testing/zip';

export const imageOf = (version: string): string => `wecube-e2e/garden:${version}`;

/** A package that has everything a published one has: a schema, a bucket, a domain, a port, a volume; v1.1.0 has more data. */
export function gardenZip(version: string, image: Buffer): Uint8Array<ArrayBuffer> {
  const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<package name="garden" version="${version}"><resourceDependencies>
<docker imageName="${imageOf(version)}" containerName="garden" portBindings="{{ALLOCATE_PORT}}:8080"
  volumeBindings="{{BASE_MOUNT_PATH}}/garden:/data,/etc/localtime:/etc/localtime"
  envVariables="MODE=serve,GREETING={{DB_SCHEMA}} of {{DB_USER}} by {{DB_PWD}},BUCKET={{S3_BUCKET}}"/>
<mysql schema="garden" initFileName="init.sql" upgradeFileName="upgrade.sql"/>
<s3 bucketName="garden"><fileSet><file source="seed.txt" toFile="seed.txt"/></fileSet></s3>
<proxy domains="garden.test"/>
</resourceDependencies></package>`;
  const init = "create table plant (id int primary key, name varchar(64));\ninsert into plant values (1, '牡丹');\n";
  const more = "#@v1.1.0-begin@;\ninsert into plant values (2, '菊花');\n#@v1.1.0-end@;\n";
  const entries = [
    { name: 'register.xml', content: manifest },
    { name: 'init.sql', content: init },
    { name: 'upgrade.sql', content: version === 'v1.1.0' ? more : '' },
    { name: 'seed.txt', content: 'a seed' },
    { name: 'image.tar', content: image },
  ];
  return new Uint8Array(zipOf(entries));
}
