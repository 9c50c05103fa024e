// Runs a worker and a client of the official SDK against one address; exits 0 when all that is said here held.
const assert = require('node:assert');
const { Connection, Client, WorkflowFailedError } = require('@temporalio/client');
const { NativeConnection, Worker, Runtime, DefaultLogger } = require('@temporalio/worker');
const { Context, CancelledFailure } = require('@temporalio/activity');

const address = process.argv[2];
const taskQueue = 'typescript';
let flakyAttempts = 0;

const activities = {
  greet: async (name) => `hello ${name}`,
  flaky: async () => {
    flakyAttempts += 1;
    if (flakyAttempts < 2) throw new Error('first attempt fails');
    return `attempt ${Context.current().info.attempt}`;
  },
  wait: async () => {
    for (;;) {
      Context.current().heartbeat();
      await Context.current().sleep(100);
    }
  },
};

async function until(what, look) {
  const end = Date.now() + 15000;
  while (Date.now() < end) {
    if (await look()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`not within 15 s: ${what}`);
}

async function talk(client) {
  const handle = await client.workflow.start('directed', { taskQueue, workflowId: 'ts-directed', args: ['mara'], memo: { note: 'x' } });
  await handle.signal('add', 'one');
  await until('greeting seen by query', async () => (await handle.query('seen')).includes('hello mara'));
  await handle.signal('add', 'two');
  assert.deepStrictEqual([...(await handle.query('seen'))].sort(), ['hello mara', 'one', 'two']);
  await handle.signal('finish');
  const words = await handle.result();
  assert.deepStrictEqual([...words].sort(), ['attempt 2', 'hello mara', 'one', 'two']);
  assert.deepStrictEqual([...(await handle.query('seen'))].sort(), [...words].sort(), 'query of a closed run');
  const description = await handle.describe();
  assert.strictEqual(description.status.name, 'COMPLETED');
  assert.deepStrictEqual(description.memo, { note: 'x' });
  const found = [];
  for await (const run of client.workflow.list({ query: 'Lead = "mara" AND WorkflowType = "directed"' })) found.push(run.workflowId);
  assert.deepStrictEqual(found, ['ts-directed']);

  const waiting = await client.workflow.start('cancellable', { taskQueue, workflowId: 'ts-cancel' });
  await until('activity runs', async () => ((await waiting.describe()).raw.pendingActivities ?? []).some((a) => a.lastHeartbeatTime));
  await waiting.cancel();
  assert.strictEqual(await waiting.result(), 'cancelled');
  // Two tasks of three events each, the start, the activity asked and cancelled, the request, the end: heartbeats write none.
  assert.strictEqual(Number((await waiting.describe()).historyLength), 11);

  assert.strictEqual(await client.workflow.execute('again', { taskQueue, workflowId: 'ts-again', args: [1] }), 'rounds done');
  await assert.rejects(client.workflow.execute('failing', { taskQueue, workflowId: 'ts-failing' }), WorkflowFailedError);

  const doomed = await client.workflow.start('cancellable', { taskQueue, workflowId: 'ts-doomed' });
  await doomed.terminate('enough');
  assert.strictEqual((await doomed.describe()).status.name, 'TERMINATED');
  await assert.rejects(client.workflow.start('directed', { taskQueue, workflowId: 'ts-directed', args: ['x'], workflowIdReusePolicy: 'REJECT_DUPLICATE' }));
}

async function main() {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const connection = await Connection.connect({ address });
  const workerConnection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: workerConnection,
    taskQueue,
    activities,
    workflowsPath: require.resolve('./workflows.js'),
    shutdownGraceTime: '1s',
  });
  await worker.runUntil(talk(new Client({ connection })));
  await workerConnection.close();
  await connection.close();
  console.log('all held');
}

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
