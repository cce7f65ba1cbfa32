import { sayFrom } from '@wecube/kit';

/** Every sentence about instances and their launches, by code. */
export const INSTANCE_TEXTS = {
  'PACKAGE_NOT_FOUND.launch': 'There is no package {{id}}.',
  'PACKAGE_NOT_REGISTERED.uploaded': {
    says: '{{name}} {{version}} is uploaded, not registered.',
    remedy: 'Register the package first.',
  },
  'PACKAGE_NOT_REGISTERED.decommissioned': {
    says: '{{name}} {{version}} is decommissioned, not registered.',
    remedy: 'Launch a registered version of the package.',
  },
  PACKAGE_NOT_REGISTERED: '{{name}} {{version}} is not registered any more.',
  PACKAGE_HAS_INSTANCES: {
    says: '{{name}} {{version}} still has {{count}} instances.',
    one: '{{name}} {{version}} still has an instance.',
    remedy: 'Remove its instances first.',
  },
  HOST_NOT_FOUND: 'There is no host {{id}}.',
  'HOST_NOT_FOUND.anyMore': 'Its host is not known any more.',
  HOST_UNAVAILABLE: 'The host "{{host}}" cannot be used. {{reason}}',
  RUNTIME_NOT_DECLARED: {
    says: '{{name}} {{version}} declares neither a Docker image nor a process, so nothing can be launched.',
    remedy: 'Add <docker imageName=.../> or <process start=.../> to resourceDependencies of its register.xml.',
  },
  'NO_SUITABLE_HOST.docker': {
    says: 'No host can run {{name}} {{version}}: it needs {{drivers}}.',
    remedy: 'Give the platform a Docker engine: ./wecube up --docker SOCKET (setting WECUBE_DOCKER_SOCKET).',
  },
  NO_SUITABLE_HOST: {
    says: 'No host can run {{name}} {{version}}: it needs {{drivers}}.',
    remedy: 'Launch it on the machine of the platform.',
  },
  DRIVER_NOT_SUPPORTED: '{{name}} {{version}} declares no way to run on a {{driver}} host.',
  PROCESS_PACKAGE_NOT_ALLOWED: {
    says: '{{name}} {{version}} did not come with the platform, so it may not run as a process of this machine.',
    remedy:
      'Run it on a Docker host, or start the platform with --allow-process-packages (setting WECUBE_ALLOW_PROCESS_PACKAGES=true) if you trust it.',
  },
  MYSQL_SERVER_NEEDED: {
    says: '{{name}} {{version}} keeps its data in MySQL (schema "{{schema}}"), and the platform has no MySQL resource server for plugins.',
    remedy:
      'Databases of plugins come with the setting WECUBE_PLUGIN_MYSQL_URL, which this version of the platform does not serve yet.',
  },
  INSTANCE_NOT_FOUND: 'There is no instance {{id}}.',
  INSTANCE_REMOVED: { says: 'The instance {{name}} was removed.', remedy: 'Launch a new one.' },
  INSTANCE_ENDED_EARLY: 'It ended with exit code {{exitCode}} before it answered.{{output}}',
  'INSTANCE_ENDED_EARLY.signal': 'It ended by a signal before it answered.{{output}}',
  INSTANCE_NOT_HEALTHY: 'It did not answer within {{seconds}} s: {{reason}}.{{output}}',
  LAST_OUTPUT: ' Its last output:\n{{lines}}',
  'LAST_OUTPUT.none': ' It printed nothing.',
  PORT_BINDING_INVALID: '"{{binding}}" binds no port: it must read hostPort:containerPort.',
  VOLUME_NOT_ALLOWED:
    'The volume "{{path}}" lies outside of the platform\'s data folder, where a package may see nothing.',
  STEP_CHECKED: '{{name}} {{version}} on {{host}} ({{address}})',
  STEP_PORT: '{{port}}',
  STEP_FILES_THERE: 'They were there already',
  STEP_IDENTITY: '{{systemCode}}',
  STEP_EMPTY_VARIABLES: 'Without a value: {{variables}}',
  STEP_ANSWERED: 'It answered after {{ms}} ms',
  STEP_MODEL: '{{result}}',
  STEP_MODEL_NOT_FETCHED: 'The data model could not be fetched, sync it again later: {{reason}}',
  STEP_FAILED: '{{reason}}',
  'LAUNCH_INTERRUPTED.SHUTDOWN': 'The platform was stopped.',
  'LAUNCH_INTERRUPTED.RESTART': 'The instance was restarted.',
  'LAUNCH_INTERRUPTED.REMOVE': 'The instance was removed.',
  LAUNCH_FAILED: '"{{step}}" failed. {{reason}}{{separator}}{{undone}}{{again}}',
  LAUNCH_UNDONE: 'Undone: {{steps}}.',
  'LAUNCH_UNDONE.nothing': 'Nothing had to be undone.',
  LAUNCHED_AGAIN: ' It is launched again at {{at}}.',
  LAUNCH_GIVEN_UP:
    'The platform ended {{launches}} times in the middle of this launch, so it is not tried again. What was begun was undone.',
  REMOVAL_WAITS: 'It cannot be removed yet, and is tried again: {{reason}}',
  INSTANCE_DIED: 'It died: {{reason}}',
  INSTANCE_SILENT: 'It does not answer: {{reason}}',
  'LOOK.hostUnknown': 'its host is not known to the platform',
  'LOOK.hostSilent': 'its host does not answer: {{reason}}',
  'LOOK.gone': 'it is not on its host any more',
  'LOOK.ended': 'it was ended',
  'LOOK.exited': 'it ended with exit code {{exitCode}}',
  'LOOK.output': '{{how}}; its last output:\n{{lines}}',
} as const;

export const sayInstance = sayFrom(INSTANCE_TEXTS);
