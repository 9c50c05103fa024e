// Makes the histories beside it: node record.js ADDRESS CLI. The README says how to come by both.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { Connection, Client } = require('@temporalio/client');
const { NativeConnection, Worker, Runtime, DefaultLogger } = require('@temporalio/worker');
const { ApplicationFailure, Context } = require('@temporalio/activity');

const [address, cli] = process.argv.slice(2);
const taskQueue = 'typescript';
const folder = path.join(process.env.HISTORIES ?? __dirname, 'Histories');

const activities = {
  double: async (number) => 2 * number,
  fail: async (forGood) => {
    if (forGood) throw ApplicationFailure.nonRetryable('no');
    if (Context.current().info.attempt === 1) throw ApplicationFailure.create({ message: 'no' });
  },
  waitUntilCancelled: async () => {
    for (;;) {
      Context.current().heartbeat();
      await Context.current().sleep(100);
    }
  },
};

const features = {
  tsTimers: {},
  tsActivities: {},
  tsActivityCancel: {},
  tsChildren: {},
  tsExternal: {
    args: (id) => [`${id}-companion`],
    first: (client, handle) =>
      client.workflow.start('tsCompanion', { taskQueue, workflowId: `${handle.workflowId}-companion` }),
  },
  tsPatches: {},
  tsChain: { args: () => [0] },
  tsSignals: {
    first: async (client, handle) => {
      await handle.signal('say', 'one');
      await handle.signal('say', 'two');
    },
  },
  tsUpdates: {
    first: async (client, handle) => {
      await handle.executeUpdate('add', { args: [1], updateId: 'update-one' });
      await handle.executeUpdate('add', { args: [-1], updateId: 'update-wrong' }).catch(() => {});
      await handle.executeUpdate('add', { args: [2], updateId: 'update-two' });
    },
  },
  tsConditions: {},
  tsAttributes: {},
  tsLocal: {},
};

async function until(what, look) {
  for (const end = Date.now() + 30000; Date.now() < end; ) {
    if (await look()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`not within 30 s: ${what}`);
}

async function record(client, name, isCached) {
  const file = path.join(folder, `${name}.${isCached ? 'Complete' : 'Evicted'}.v1.json.gz`);
  if (fs.existsSync(file)) return;
  const feature = features[name];
  const workflowId = `${name}-${isCached ? 'Complete' : 'Evicted'}`;
  const handle = await client.workflow.start(name, { taskQueue, workflowId, args: feature.args?.(workflowId) ?? [] });
  await feature.first?.(client, handle);
  await until(`${name} waits`, () => handle.query('waiting'));
  await handle.signal('go');
  await handle.result();
  const json = execFileSync(cli, [
    'workflow', 'show', '--address', address, '--workflow-id', workflowId,
    '--run-id', handle.firstExecutionRunId, '--output', 'json',
  ]);
  fs.writeFileSync(file, zlib.gzipSync(json, { level: 9 }));
}

async function main() {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  fs.mkdirSync(folder, { recursive: true });
  const client = new Client({ connection: await Connection.connect({ address }), identity: 'recorder' });
  for (const isCached of [true, false]) {
    const worker = await Worker.create({
      connection: await NativeConnection.connect({ address }),
      taskQueue,
      workflowsPath: path.join(__dirname, 'workflows.js'),
      activities,
      identity: 'recorder',
      maxCachedWorkflows: isCached ? 100 : 0,
    });
    await worker.runUntil(async () => {
      for (const name of Object.keys(features)) await record(client, name, isCached);
    });
  }
}

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
