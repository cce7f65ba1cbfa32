import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipOf } from '../../../../subgraphs/core/src/modules/packages/testing-zip.ts';

const SERVER = readFileSync(join(import.meta.dirname, 'plugin-server.mjs'));
const VARIABLES = ['JWT_SIGNING_KEY', 'SUB_SYSTEM_CODE', 'SUB_SYSTEM_KEY', 'GATEWAY_URL'];
const environment = [
  'PORT={{ALLOCATE_PORT}}',
  'HOST={{ALLOCATE_HOST}}',
  ...VARIABLES.map((name) => `${name}={{${name}}}`),
];

const BODIES: Readonly<Record<string, string>> = {
  saltstack: '',
  wecmdb: `<menus><menu code="CMDB_QUERY" cat="DESIGNING" displayName="Query" localDisplayName="查询">/wecmdb/query</menu></menus>
    <dataModel isDynamic="true"/>`,
  taskman: `<packageDependencies><packageDependency name="wecmdb" version="v1.0.0"/></packageDependencies>
    <systemParameters>
      <systemParameter name="TASKMAN_TITLE" scopeType="global" defaultValue="Tasks"/>
      <systemParameter name="TASKMAN_PASSWORD" scopeType="global" defaultValue="hidden"/>
    </systemParameters>
    %RESOURCES%
    <plugins><plugin name="task">
      <interface action="create" path="/taskman/api/v1/plugin/task/create" isAsyncProcessing="Y" type="APPROVAL">
        <inputParameters>
          <parameter datatype="string" mappingType="system_variable" mappingSystemVariableName="CALLBACK_URL" required="Y">
            callbackUrl
          </parameter>
          <parameter datatype="string" mappingType="constant" mappingValue="check" required="N">taskName</parameter>
        </inputParameters>
        <outputParameters><parameter datatype="string" mappingType="context">comment</parameter></outputParameters>
      </interface>
    </plugin></plugins>`,
};

const PAGES = zipOf([
  { name: 'plugin/index.html', content: '<!doctype html>' },
  { name: 'plugin/js/app.js', content: 'window.addRoutes([], "wecmdb");' },
  { name: 'plugin/js/vendors.js', content: '' },
]);

/** The zip of a package whose plugin is the scripted one. */
export function packageZip(name: string): Uint8Array<ArrayBuffer> {
  const resources = `<resourceDependencies>
    <process start="node server.mjs" healthPath="/health" envVariables="${environment.join(',')}"/></resourceDependencies>`;
  const body = BODIES[name] ?? '';
  const sections = body.includes('%RESOURCES%') ? body.replace('%RESOURCES%', resources) : body + resources;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<package name="${name}" version="v1.0.0">${sections}</package>`;
  const zip = zipOf([
    { name: 'register.xml', content: xml },
    { name: 'server.mjs', content: SERVER },
    ...(name === 'wecmdb' ? [{ name: 'ui.zip', content: PAGES }] : []),
  ]);
  return new Uint8Array(zip);
}
