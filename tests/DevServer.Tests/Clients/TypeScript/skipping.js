// The official time-skipping environment, with this server in the place of the official test server.
const assert = require('node:assert');
const { TestWorkflowEnvironment } = require('@temporalio/testing');
const { Worker, Runtime, DefaultLogger } = require('@temporalio/worker');

const path = process.argv[2];
const taskQueue = 'skipping';
const day = 86400000;

async function skip(env) {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowsPath: require.resolve('./sleeper.js'),
  });
  await worker.runUntil(async () => {
    const before = await env.currentTimeMs();
    const slept = await env.client.workflow.execute('sleeper', { taskQueue, workflowId: 'ts-sleeper', args: ['30 days'] });
    assert.ok(slept >= 30 * day, `slept ${slept}`);
    assert.ok((await env.currentTimeMs()) - before >= 30 * day, 'result');
    await env.sleep('10 days');
    assert.ok((await env.currentTimeMs()) - before >= 40 * day, 'sleep');
  });
}

async function main() {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  try {
    assert.ok(env.supportsTimeSkipping);
    await skip(env);
  } finally {
    await env.teardown();
  }
  console.log('time was skipped');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
