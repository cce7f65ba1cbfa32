export type DemoOrchestration = {
  name: string;
  description: string;
  rootEntity: string;
  nodes: readonly object[];
  links: readonly { id: string; source: string; target: string }[];
};

const ROOT_ENTITY = 'estate:application';
const HOSTS = 'estate:application~(application)estate:unit~(unit)estate:host';
const SCRIPT = 'echo "checked $HOST_ID ($HOST_IP)"; uptime';

const node = (id: string, name: string, type: string, x: number, y: number) => ({ id, name, type, x, y });

const onHosts = (id: string, name: string, service: string, x: number, y: number, script?: string) => ({
  ...node(id, name, 'AUTOMATIC', x, y),
  ...{ expression: HOSTS, bindMode: 'AT_START', service },
  parameters: script ? [{ name: 'script', source: 'CONSTANT', value: script }] : [],
});

const link = (source: string, target: string) => ({ id: `${source}-${target}`, source, target });

/** What a newcomer can start at once: the first fails for Payments, where one agent is stopped; the second heals it. */
export const demoOrchestrations: readonly DemoOrchestration[] = [
  {
    name: 'Check the hosts of an application',
    description: 'Runs a script on every host below an application and asks every agent.',
    rootEntity: ROOT_ENTITY,
    nodes: [
      node('start', 'Start', 'START', 0, 118),
      node('fork', 'Both at once', 'FORK', 120, 110),
      onHosts('script', 'Run a script', 'shell/script/run', 240, 40, SCRIPT),
      onHosts('agents', 'Ask every agent', 'shell/script/fail', 240, 180),
      node('merge', 'Both done', 'MERGE', 520, 110),
      node('end', 'End', 'END', 640, 118),
    ],
    links: [
      link('start', 'fork'),
      link('fork', 'script'),
      link('fork', 'agents'),
      link('script', 'merge'),
      link('agents', 'merge'),
      link('merge', 'end'),
    ],
  },
  {
    name: 'Start the agents of an application',
    description: 'Starts the agent of every host below an application; one that runs already is left as it is.',
    rootEntity: ROOT_ENTITY,
    nodes: [
      node('start', 'Start', 'START', 0, 118),
      onHosts('agents', 'Start every agent', 'shell/agent/start', 160, 110),
      node('end', 'End', 'END', 440, 118),
    ],
    links: [link('start', 'agents'), link('agents', 'end')],
  },
];
