-- Appends one event to a task's log and to its owner's log and publishes it on both channels, as one step.
--
-- Inputs
--   KEYS[1]  head of the task's log: hash of epoch, seq, attempt (the fence), ended (seq of the terminal event)
--   KEYS[2]  the task's log: stream, entry ids <seq>-0, field m: the message
--   KEYS[3]  head of the owner's log: hash of epoch, seq
--   KEYS[4]  the owner's log: stream, entry ids <seq>-0, field m: the message
--   ARGV[1]  task id
--   ARGV[2]  attempt of the writer; 0 for what happens outside an attempt
--   ARGV[3]  highest seq the writer knows of
--   ARGV[4]  what it is: 'plain', 'restart' (the attempt may write nothing more) or 'terminal' (nobody may)
--   ARGV[5]  '1': the writer is the only one of its attempt, so an entry beyond ARGV[3] with this body is its own
--   ARGV[6]  body of the event, JSON object
--   ARGV[7]  time, milliseconds since the epoch
--   ARGV[8]  name for a log that has to be begun here
--   ARGV[9]  task channel             ARGV[10] owner channel
--   ARGV[11] time to live while running, ms   ARGV[12] time to live after the end, ms
--   ARGV[13] length of the task's log         ARGV[14] length of the owner's log, about
-- Outputs
--   {0, seq}  appended
--   {1, 0}    stale: a newer attempt has begun
--   {2, seq}  ended: the terminal event is there; its seq
-- Failure codes: none of its own.

local head = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'attempt', 'ended')
if head[4] then return {2, tonumber(head[4])} end

local epoch = head[1]
local seq = tonumber(head[2] or '0')
local fence = tonumber(head[3] or '0')
local attempt = tonumber(ARGV[2])
local known = tonumber(ARGV[3])

-- Whoever writes a terminal event owns the outcome in the database already: the fence is not for it.
if attempt < fence and ARGV[4] ~= 'terminal' then return {1, 0} end

-- The answer to an earlier call was lost: the event is there, once is enough.
if ARGV[5] == '1' and seq == known + 1 then
  local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
  local tail = '"body":' .. ARGV[6] .. '}'
  if last and string.sub(last[2][2], -#tail) == tail then return {0, seq} end
end

-- Redis has lost events that the writer knows of: a new log goes on where they ended.
if not epoch or seq < known then
  redis.call('DEL', KEYS[2])
  epoch = ARGV[8]
  seq = known
end
seq = seq + 1
if ARGV[4] == 'restart' then fence = attempt + 1 elseif attempt > fence then fence = attempt end

local owner = redis.call('HMGET', KEYS[3], 'epoch', 'seq')
local ownerEpoch = owner[1] or ARGV[8]
local ownerSeq = tonumber(owner[2] or '0') + 1

local message = string.format(
  '{"taskId":"%s","seq":%d,"attempt":%d,"atMs":%s,"epoch":"%s","ownerSeq":%d,"ownerEpoch":"%s","body":',
  ARGV[1], seq, attempt, ARGV[7], epoch, ownerSeq, ownerEpoch) .. ARGV[6] .. '}'

redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[13], seq .. '-0', 'm', message)
redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[14], ownerSeq .. '-0', 'm', message)
redis.call('HSET', KEYS[1], 'epoch', epoch, 'seq', seq, 'attempt', fence)
redis.call('HSET', KEYS[3], 'epoch', ownerEpoch, 'seq', ownerSeq)
local lifetime = ARGV[11]
if ARGV[4] == 'terminal' then
  redis.call('HSET', KEYS[1], 'ended', seq)
  lifetime = ARGV[12]
end
redis.call('PEXPIRE', KEYS[1], lifetime)
redis.call('PEXPIRE', KEYS[2], lifetime)
-- The owner's log outlives every task that it tells of.
redis.call('PEXPIRE', KEYS[3], ARGV[11])
redis.call('PEXPIRE', KEYS[4], ARGV[11])
redis.call('PUBLISH', ARGV[9], message)
redis.call('PUBLISH', ARGV[10], message)
return {0, seq}
