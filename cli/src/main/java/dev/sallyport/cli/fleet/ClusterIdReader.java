package dev.sallyport.cli.fleet;

import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.serialization.Serializer;

/** Passes bytes on, and is told by the producer which cluster it talks to. Thread-safe. */
final class ClusterIdReader implements Serializer<byte[]>, ClusterResourceListener {
  private volatile String clusterId = "unknown";

  /** The id that the cluster gave itself. */
  String value() {
    return clusterId;
  }

  @Override
  public void onUpdate(ClusterResource cluster) {
    String told = cluster.clusterId();
    if (told != null) {
      clusterId = told;
    }
  }

  @Override
  public byte[] serialize(String topic, byte[] data) {
    return data;
  }
}
