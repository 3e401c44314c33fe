// The GGUF container, version 3, little endian (ggml `docs/gguf.md`).

/** Types of metadata values. */
export const valueType = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 };

const alignment = 32;

/**
 * @typedef {{ key: string, type: number, value: number | boolean | string }} ScalarEntry
 * @typedef {{ key: string, type: number, values: readonly (number | string)[] }} ArrayEntry
 * @typedef {{ name: string, dimensions: readonly number[], data: Float32Array }} Tensor
 *   dimensions in ggml's order, the innermost first: a weight is [inputs, outputs]
 */

/**
 * @param {readonly (ScalarEntry | ArrayEntry)[]} metadata
 * @param {readonly Tensor[]} tensors
 * @returns {Buffer} the whole file
 */
export function encodeGguf(metadata, tensors) {
  const descriptions = [];
  const blobs = [];
  let offset = 0;
  for (const { name, dimensions, data } of tensors) {
    const bytes = Buffer.from(data.buffer);
    const float32Tensor = 0;
    descriptions.push(text(name), uint32(dimensions.length), ...dimensions.map(uint64));
    descriptions.push(uint32(float32Tensor), uint64(offset));
    blobs.push(bytes, padding(bytes.length));
    offset += bytes.length + padding(bytes.length).length;
  }
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    uint32(3),
    uint64(tensors.length),
    uint64(metadata.length),
    ...metadata.map(encodeEntry),
    ...descriptions,
  ]);
  return Buffer.concat([head, padding(head.length), ...blobs]);
}

function encodeEntry(entry) {
  if (!('values' in entry))
    return Buffer.concat([text(entry.key), uint32(entry.type), encode(entry.type, entry.value)]);
  const items = entry.values.map((value) => encode(entry.type, value));
  const head = [text(entry.key), uint32(valueType.array), uint32(entry.type), uint64(items.length)];
  return Buffer.concat([...head, ...items]);
}

function encode(type, value) {
  switch (type) {
    case valueType.uint32:
      return uint32(value);
    case valueType.int32: {
      const bytes = Buffer.alloc(4);
      bytes.writeInt32LE(value);
      return bytes;
    }
    case valueType.float32: {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(value);
      return bytes;
    }
    case valueType.bool:
      return Buffer.from([value ? 1 : 0]);
    default:
      return text(value);
  }
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value) {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function padding(length) {
  return Buffer.alloc((alignment - (length % alignment)) % alignment);
}
