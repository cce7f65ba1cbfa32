import { PluginProblem } from './plugin-kit/plugin-error.mjs';
import { runScript } from './run-script.mjs';

/** What each interface does with one row of its inputs. */
export function shellInterfaces(objects, { scriptTimeoutMs }) {
  return {
    '/shell/v1/script/run': { action: 'script/run', execute: (input) => run(input, scriptTimeoutMs) },
    '/shell/v1/script/slow': { action: 'script/slow', execute: (input) => waitSlowly(input, scriptTimeoutMs) },
    '/shell/v1/script/fail': { action: 'script/fail', execute: (input) => failWithoutAgent(objects, input) },
    '/shell/v1/agent/install': { action: 'agent/install', execute: (input) => install(objects, input) },
    '/shell/v1/agent/start': { action: 'agent/start', execute: (input) => setState(objects, input, 'running') },
    '/shell/v1/agent/stop': { action: 'agent/stop', execute: (input) => setState(objects, input, 'stopped') },
  };
}

async function run(input, scriptTimeoutMs) {
  if (!input.script) {
    throw new PluginProblem('Which script? The parameter "script" is empty.');
  }
  const { exitCode, output, errors, durationMs } = await runScript(String(input.script), {
    args: input.args ? String(input.args).split(/\s+/) : [],
    variables: { HOST_ID: String(input.host ?? ''), HOST_IP: String(input.ip ?? '') },
    timeoutMs: Number(input.timeoutMs) || scriptTimeoutMs,
  });
  const outcome = { exitCode, stdout: output, stderr: errors, durationMs };
  if (exitCode === 0) {
    return outcome;
  }
  const errorMessage = `The script ended with exit code ${exitCode}.`;
  return { ...outcome, errorCode: String(exitCode), errorMessage, errorDetail: errors.trimEnd().slice(-2_000) };
}

async function waitSlowly(input, scriptTimeoutMs) {
  hostOf(input);
  const seconds = Number(input.seconds ?? 5);
  if (!(seconds >= 0 && seconds <= 3_600)) {
    throw new PluginProblem(`"seconds" is a number from 0 to 3600, not "${input.seconds}".`);
  }
  const { exitCode, durationMs } = await runScript('sleep "$1"', {
    args: [String(seconds)],
    timeoutMs: scriptTimeoutMs,
  });
  if (exitCode !== 0) {
    throw new PluginProblem(`sleep ended with exit code ${exitCode}.`);
  }
  return { waitedMs: durationMs };
}

/** Succeeds for a host whose agent is running; the refusal says what to do, and after that the same call succeeds. */
async function failWithoutAgent(objects, input) {
  const host = hostOf(input);
  const agent = agentOf(objects, host);
  if (!agent) {
    throw new PluginProblem(
      `The host "${host}" has no agent. Install one with shell/agent/install, then retry.`,
      'NO_AGENT',
    );
  }
  if (agent.state !== 'running') {
    throw new PluginProblem(
      `The agent "${agent.id}" of the host "${host}" is ${agent.state}. Start it with shell/agent/start, then retry.`,
      'AGENT_NOT_RUNNING',
    );
  }
  return { agent: agent.id, state: agent.state };
}

async function install(objects, input) {
  const host = hostOf(input);
  const version = String(input.version || '1.0.0');
  const known = agentOf(objects, host);
  const [agent] = known
    ? await objects.update('agent', [{ id: known.id, version, state: 'running' }])
    : await objects.create('agent', [
        { id: `agent_${host.replace(/^host_/, '')}`, displayName: `agent on ${host}`, host, version, state: 'running' },
      ]);
  return { agent: agent.id, version: agent.version, state: agent.state };
}

async function setState(objects, input, state) {
  const host = hostOf(input);
  const agent = agentOf(objects, host);
  if (!agent) {
    throw new PluginProblem(`The host "${host}" has no agent.`, 'NO_AGENT');
  }
  await objects.update('agent', [{ id: agent.id, state }]);
  return { agent: agent.id, state };
}

function hostOf(input) {
  const host = String(input.host || '');
  if (host === '') {
    throw new PluginProblem('Which host? The parameter "host" is empty.');
  }
  return host;
}

function agentOf(objects, host) {
  return objects.query('agent', [{ attrName: 'host', op: 'eq', condition: host }])[0] ?? null;
}
