// A client of the official SDK makes, changes, lists and deletes schedules at one address; exits 0 when all held.
const assert = require('node:assert');
const { Connection, Client, ScheduleOverlapPolicy, ScheduleNotFoundError, ScheduleAlreadyRunning } = require('@temporalio/client');

async function main() {
  const connection = await Connection.connect({ address: process.argv[2] });
  const { schedule, workflow } = new Client({ connection });
  const options = {
    scheduleId: 'ts-daily',
    spec: {
      intervals: [{ every: '1 day', offset: '3 hours' }],
      calendars: [{ dayOfWeek: 'MONDAY', hour: { start: 9, end: 17, step: 4 }, comment: 'office' }],
      timezone: 'Europe/Vienna',
    },
    action: { type: 'startWorkflow', workflowType: 'job', workflowId: 'ts-job', taskQueue: 'nobody', args: ['mara', 7], memo: { m: 1 } },
    policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL, catchupWindow: '2 hours', pauseOnFailure: true },
    memo: { why: 'nightly' },
    state: { note: 'at first', remainingActions: 5 },
  };
  const handle = await schedule.create(options);
  await assert.rejects(schedule.create(options), ScheduleAlreadyRunning);

  let found = await handle.describe();
  assert.deepStrictEqual(found.spec.intervals, [{ every: 86400000, offset: 10800000 }]);
  assert.strictEqual(found.spec.calendars[0].comment, 'office');
  assert.deepStrictEqual(found.spec.calendars[0].hour, [{ start: 9, end: 17, step: 4 }]);
  assert.strictEqual(found.spec.timezone, 'Europe/Vienna');
  assert.deepStrictEqual(found.action.args, ['mara', 7]);
  assert.deepStrictEqual(found.memo, { why: 'nightly' });
  assert.strictEqual(found.policies.overlap, ScheduleOverlapPolicy.ALLOW_ALL);
  assert.strictEqual(found.policies.catchupWindow, 7200000);
  assert.deepStrictEqual([found.state.note, found.state.remainingActions, found.state.paused], ['at first', 5, false]);
  assert.strictEqual(found.info.nextActionTimes.length, 5);

  await handle.trigger();
  await handle.backfill({ start: new Date('2024-05-01T00:00:00Z'), end: new Date('2024-05-01T04:00:00Z'), overlap: ScheduleOverlapPolicy.ALLOW_ALL });
  await handle.pause('counting');
  await handle.update((before) => ({ ...before, state: { ...before.state, note: 'counted' } }));
  found = await handle.describe();
  assert.deepStrictEqual([found.state.paused, found.state.note], [true, 'counted']);
  assert.strictEqual(found.info.numActionsTaken, 2);
  const started = found.info.recentActions.map((recent) => recent.action.workflow.workflowId);
  assert.ok(started.includes('ts-job-2024-05-01T03:00:00Z'), String(started));
  assert.strictEqual((await workflow.getHandle(started[0]).describe()).type, 'job');

  const listed = [];
  for await (const one of schedule.list()) listed.push([one.scheduleId, one.action.workflowType, one.state.paused]);
  assert.deepStrictEqual(listed, [['ts-daily', 'job', true]]);
  await handle.delete();
  await assert.rejects(handle.describe(), ScheduleNotFoundError);
  await connection.close();
  console.log('schedules held');
}

main().catch((fault) => {
  console.error(fault);
  process.exit(1);
});
