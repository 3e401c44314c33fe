-- Stores what a worker says of itself and when Redis heard it.
--
-- Inputs
--   KEYS[1]  hash: worker id to facts, JSON
--   KEYS[2]  hash: worker id to time, milliseconds by this server's clock
--   ARGV[1]  worker id
--   ARGV[2]  facts, JSON; '' when the worker was taken off the list
-- Outputs: 1
-- Failure codes: none of its own.

local time = redis.call('TIME')
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[1], string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)))
return 1
