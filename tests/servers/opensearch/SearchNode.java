import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** An OpenSearch node in this process, with the settings it is given, until it is killed. */
public final class SearchNode {
    private SearchNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 2) {
            System.err.println("usage: SearchNode FOLDER CLUSTER [SETTING=VALUE ...]");
            System.exit(2);
        }
        OpenSearchRunner node = new OpenSearchRunner();
        node.onBuild((number, settings) -> {
            for (int i = 2; i < arguments.length; i++) {
                String[] pair = arguments[i].split("=", 2);
                settings.put(pair[0], pair[1]);
            }
        });
        node.build(
                OpenSearchRunner.newConfigs()
                        .basePath(arguments[0])
                        .clusterName(arguments[1])
                        .numOfNode(1)
                        .useLogger());
        new CountDownLatch(1).await();
    }
}
