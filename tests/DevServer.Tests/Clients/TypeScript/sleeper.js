const { sleep } = require('@temporalio/workflow');

exports.sleeper = async (time) => {
  const began = Date.now();
  await sleep(time);
  return Date.now() - began;
};
