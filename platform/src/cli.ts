import 'reflect-metadata';
import { DatabaseError } from '@wecube/prisma';
import { Command, InvalidArgumentError } from 'commander';
import { resetAdmin } from './commands/admin.ts';
import { doctor } from './commands/doctor/doctor.ts';
import { down } from './commands/down.ts';
import { migrateDatabases } from './commands/migrate.ts';
import { inspectPackages, makeSigningKey, packPackage } from './commands/plugin.ts';
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

function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value < 65_536) return value;
  throw new InvalidArgumentError('A port is a whole number from 1 to 65535.');
}
