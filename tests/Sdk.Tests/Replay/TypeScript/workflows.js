// Each workflow has a twin of the same name and shape in TypeScriptTwins.cs. What is recorded is never changed.
const wf = require('@temporalio/workflow');

const { double, fail, waitUntilCancelled } = wf.proxyActivities({
  startToCloseTimeout: '1m',
  heartbeatTimeout: '1s',
  cancellationType: wf.ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '1ms', maximumAttempts: 2 },
});
const local = wf.proxyLocalActivities({ startToCloseTimeout: '1m' });

const go = wf.defineSignal('go');
const say = wf.defineSignal('say');
const waiting = wf.defineQuery('waiting');
const add = wf.defineUpdate('add');

function gate() {
  const state = { isOpen: false, isWaiting: false };
  wf.setHandler(go, () => void (state.isOpen = true));
  wf.setHandler(waiting, () => state.isWaiting);
  return async () => {
    state.isWaiting = true;
    await wf.condition(() => state.isOpen);
    state.isWaiting = false;
  };
}

exports.tsTimers = async function tsTimers() {
  const pass = gate();
  await wf.sleep(1);
  const scope = new wf.CancellationScope();
  const hour = scope.run(() => wf.sleep('1 hour')).then(() => 'went off', () => 'cancelled');
  await pass();
  scope.cancel();
  const word = await hour;
  await Promise.all([wf.sleep(2), wf.sleep(1)]);
  return word;
};

exports.tsActivities = async function tsActivities() {
  const pass = gate();
  let sum = await double(1);
  await fail(false);
  await pass();
  try {
    await fail(true);
  } catch {
    sum += 100;
  }
  const numbers = await Promise.all([1, 2, 3].map((number) => double(number)));
  return numbers.reduce((a, b) => a + b, sum);
};

exports.tsActivityCancel = async function tsActivityCancel() {
  const pass = gate();
  const scope = new wf.CancellationScope();
  const result = scope.run(() => waitUntilCancelled()).then(() => 'went on', () => 'cancelled');
  await pass();
  scope.cancel();
  return await result;
};

exports.tsChild = async function tsChild(how) {
  const pass = gate();
  if (how === 'fail') throw wf.ApplicationFailure.nonRetryable('child fails');
  if (how === 'wait') await pass();
  return how;
};

exports.tsChildren = async function tsChildren() {
  const pass = gate();
  const { workflowId } = wf.workflowInfo();
  const words = [await wf.executeChild('tsChild', { workflowId: `${workflowId}-a`, args: ['done'] })];
  const waits = await wf.startChild('tsChild', { workflowId: `${workflowId}-b`, args: ['wait'] });
  await pass();
  await waits.signal(go);
  words.push(await waits.result());
  try {
    await wf.executeChild('tsChild', { workflowId: `${workflowId}-c`, args: ['fail'] });
  } catch {
    words.push('failed');
  }
  return words.join(' ');
};

exports.tsCompanion = async function tsCompanion() {
  wf.setHandler(say, () => {});
  await wf.condition(() => false);
};

exports.tsExternal = async function tsExternal(companion) {
  const pass = gate();
  const words = [];
  const attempt = async (promise) => words.push(await promise.then(() => 'heard', () => 'lost'));
  await attempt(wf.getExternalWorkflowHandle(companion).signal(say, 'first'));
  await attempt(wf.getExternalWorkflowHandle(companion + '-nobody').signal(say, 'lost'));
  await pass();
  await attempt(wf.getExternalWorkflowHandle(companion).cancel());
  await attempt(wf.getExternalWorkflowHandle(companion + '-nobody').cancel());
  return words.join(' ');
};

exports.tsPatches = async function tsPatches() {
  const pass = gate();
  const words = [wf.patched('first') ? 'new' : 'old'];
  await wf.sleep(1);
  wf.deprecatePatch('gone');
  await pass();
  words.push(wf.patched('first') ? 'new' : 'old');
  if (wf.patched('second')) {
    await double(1);
    words.push('new');
  }
  return words.join(' ');
};

exports.tsChain = async function tsChain(round) {
  const pass = gate();
  if (round > 0) return round;
  await wf.sleep(1);
  await pass();
  await wf.continueAsNew(round + 1);
};

exports.tsSignals = async function tsSignals() {
  const heard = [];
  wf.setHandler(say, async (text) => {
    await wf.sleep(1);
    heard.push(text);
  });
  const pass = gate();
  await wf.condition(() => heard.length >= 2);
  await pass();
  await wf.sleep(1);
  return heard.join(' ');
};

exports.tsUpdates = async function tsUpdates() {
  let sum = 0;
  wf.setHandler(
    add,
    async (number) => {
      await wf.sleep(1);
      sum += number;
      return sum;
    },
    {
      validator: (number) => {
        if (number < 0) throw new Error('negative');
      },
    }
  );
  const pass = gate();
  await wf.condition(() => sum >= 3);
  await pass();
  await double(sum);
  return sum;
};

exports.tsConditions = async function tsConditions() {
  const pass = gate();
  const text = (isMet) => (isMet ? 'met' : 'late');
  const words = [text(await wf.condition(() => false, 1))];
  await pass();
  words.push(text(await wf.condition(() => false, 1)));
  return words.join(' ');
};

exports.tsAttributes = async function tsAttributes() {
  const pass = gate();
  wf.upsertSearchAttributes({ GoldenWord: ['one'], GoldenNumber: [1] });
  wf.upsertMemo({ note: 'first' });
  await wf.sleep(1);
  await pass();
  wf.upsertSearchAttributes({ GoldenNumber: [2] });
  wf.upsertMemo({ note: null, more: 2 });
  await wf.sleep(1);
  return Object.keys(wf.workflowInfo().memo).join(' ');
};

exports.tsLocal = async function tsLocal() {
  const pass = gate();
  await wf.sleep(1);
  await pass();
  return await local.double(4);
};
