import 'reflect-metadata';
import { DatabaseError } from '@wecube/prisma';
import { Command, InvalidArgumentError } from 'commander';
import { resetAdmin } from './commands/admin.ts';
import { doctor } from './commands/doctor/doctor.ts';
import { down } from './commands/down.ts';
import { migrateDatabases } from './commands/migrate.ts';
import { exportOrchestrations } from './commands/orchestration/export-orchestrations.ts';
import { importOrchestrations } from './commands/orchestration/import-orchestrations.ts';
import { createPlugin } from './commands/plugin/create-plugin.ts';
import { inspectPackages, makeSigningKey, packPackage } from './commands/plugin/files.ts';
import { testPlugin } from './commands/plugin/test-plugin.ts';
import { test } from './commands/test/run.ts';
import { type UpOptions, up } from './commands/up.ts';
import { defaultData, prepareSettings, type Settings, UsageError } from './settings.ts';

const DEFAULT_PORT = 8080;

const program = new Command('wecube')
  .description('Manages an IT estate through its life cycle.')
  .version('0.1.0')
  .showHelpAfterError('(./wecube help lists the verbs)');

program
  .command('up')
  .description('start the platform on this machine and print its address')
  .option('--port <n>', `the one address of portal and API (default: ${DEFAULT_PORT})`, port)
  .option('--data <dir>', 'where it keeps its data', defaultData)
  .option('--empty', 'do not load the demo estate', false)
  .option('--docker <socket>', 'a Docker engine that may run instances')
  .option('--allow-process-packages', 'let packages that do not ship with the product run as processes', false)
  .action((options: Omit<UpOptions, 'defaultPort'>) => up({ ...options, defaultPort: DEFAULT_PORT }));

program
  .command('down')
  .description('stop the platform and everything it started')
  .option('--port <n>', 'only the platform on this port', port)
  .option('--data <dir>', 'the data folder it was started with', defaultData)
  .action(down);

program
  .command('doctor')
  .description('look for what can keep the platform from working on this machine, and say how to fix it')
  .option('--port <n>', 'the port it would listen on', port, DEFAULT_PORT)
  .option('--data <dir>', 'the data folder', defaultData)
  .action(doctor);

program
  .command('migrate')
  .description('bring the databases to the schema of this version')
  .option('--data <dir>', 'the data folder', defaultData)
  .action(({ data }: { data: string }) => migrateDatabases(settingsOf(data)));

program
  .command('admin')
  .description('help for who owns the machine')
  .command('reset')
  .description('give the user "admin" a new generated password')
  .option('--data <dir>', 'the data folder', defaultData)
  .action(({ data }: { data: string }) => resetAdmin(settingsOf(data)));

const plugin = program.command('plugin').description('tools for authors of plugin packages');
plugin
  .command('inspect <file...>')
  .description(
    'print per manifest or zip: name, entities, attributes, plugins, interfaces, parameters, menus, system parameters',
  )
  .action(inspectPackages);
plugin
  .command('pack <folder>')
  .description('make the zip of a package from its folder')
  .option('--image', "also make its image.tar from this machine's files, so that it runs on Docker", false)
  .option('--out <folder>', 'where the zip goes', '.')
  .option('--sign <key>', 'sign it with this private key')
  .action(packPackage);
plugin
  .command('key <file>')
  .description('make a private key that signs packages, and print its public key')
  .action(makeSigningKey);
plugin
  .command('create <name>')
  .description('make the project of a new plugin in TypeScript: manifest, server, tests, pack script')
  .option('--dir <folder>', 'where it goes (default: a folder of that name here)')
  .action(createPlugin);
plugin
  .command('test <zip|url>')
  .description("check a package, or a plugin that runs at http://HOST:PORT/PACKAGE, against the protocol's rules")
  .option('--manifest <file>', 'of what runs at the URL: its register.xml or zip')
  .option('--key-file <file>', 'the JWT_SIGNING_KEY of what runs at the URL (else from the environment)')
  .option('--set <NAME=VALUE>', 'a variable of the program in the zip; repeatable', collect, [])
  .option('--docker <socket>', 'run the image of the zip on this Docker engine')
  .option('--write', 'also create, change and delete objects; they are taken away again', false)
  .option('--call <plugin/action>', 'also call this interface, or all; repeatable', collect, [])
  .option('--inputs <file>', 'JSON with inputs that make calls succeed: { "plugin/action": { "parameter": value } }')
  .option('--only <group>', 'only the checks of this group; repeatable', collect, [])
  .option('--limit <seconds>', 'how long one answer may take', seconds, 30)
  .option('--strict', 'end with 1 also when something that should hold does not', false)
  .option('--json [file]', 'the report as JSON, to a file or instead of the text')
  .action(testPlugin);

const orchestration = program
  .command('orchestration')
  .description('orchestrations as files, for repositories and other installations (WECUBE_USER, WECUBE_PASSWORD)');
const DEFAULT_URL = `http://127.0.0.1:${DEFAULT_PORT}`;
orchestration
  .command('export')
  .description('write the newest deployed version of each orchestration into a folder')
  .option('--url <address>', 'of the platform', DEFAULT_URL)
  .option('--dir <folder>', 'where the files go', '.')
  .option('--name <name>', 'only this one; repeatable', collect, [])
  .option('--drafts', 'drafts too', false)
  .option('--format <format>', 'yaml, a file each, or wecube, the JSON that WeCube imports', 'yaml')
  .action(exportOrchestrations);
orchestration
  .command('import <file...>')
  .description('make drafts of files of this platform (YAML), of WeCube (JSON) or of WeCube 2 (.pds)')
  .option('--url <address>', 'of the platform', DEFAULT_URL)
  .option('--dry-run', 'say what would happen and change nothing', false)
  .option('--replace-drafts', 'drafts that are here give way', false)
  .action(importOrchestrations);

program
  .command('test [gate]')
  .description('run every gate and test, or one gate; installs the real servers they need as root')
  .action(test);

program.parseAsync().catch((error: unknown) => {
  const plain = error instanceof UsageError || error instanceof DatabaseError;
  process.stderr.write(`${plain ? error.message : (error as Error).stack}\n`);
  process.exit(1);
});

// A declaration, because the verbs above run before this line is reached.
function settingsOf(data: string): Settings {
  return prepareSettings({ port: DEFAULT_PORT, data, empty: true, allowProcessPackages: false }, process.env);
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function seconds(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 3_600) return value;
  throw new InvalidArgumentError('A time is a number of seconds from 1 to 3600.');
}

function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value < 65_536) return value;
  throw new InvalidArgumentError('A port is a whole number from 1 to 65535.');
}
