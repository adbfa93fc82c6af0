package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/tools/clientcmd"

	"sigs.k8s.io/kwok/kustomize/crd"
	"sigs.k8s.io/kwok/kustomize/metrics/usage"
	nodefast "sigs.k8s.io/kwok/kustomize/stage/node/fast"
	nodeheartbeat "sigs.k8s.io/kwok/kustomize/stage/node/heartbeat-with-lease"
	podfast "sigs.k8s.io/kwok/kustomize/stage/pod/fast"
)

// Prints what kwok has for making nodes and pods ready, for usage from annotations, and its resource definitions. Those of
// Exec and Attach are not among them, as with those anyone who reaches kwok's port could run programs.
func printKwokManifests() {
	for _, document := range []string{
		string(crd.Stage), string(crd.Metric), string(crd.ResourceUsage), string(crd.ClusterResourceUsage),
		string(crd.Logs), string(crd.ClusterLogs), string(crd.PortForward), string(crd.ClusterPortForward),
		nodefast.DefaultNodeInit, nodeheartbeat.DefaultNodeHeartbeatWithLease,
		podfast.DefaultPodReady, podfast.DefaultPodComplete, podfast.DefaultPodDelete,
		usage.DefaultUsageFromAnnotation,
	} {
		fmt.Printf("---\n%s\n", document)
	}
}

// Creates the objects of YAML files by way of a kubeconfig, each as soon as the API server knows its kind; those that are
// there already stay as they are.
func createObjects(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: create-objects KUBECONFIG FILE...")
	}
	config, err := clientcmd.BuildConfigFromFlags("", args[0])
	if err != nil {
		return err
	}
	config.QPS = -1
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return err
	}
	discoverer, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return err
	}
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(discoverer))
	for _, name := range args[1:] {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		decoder := yaml.NewYAMLOrJSONDecoder(file, 4096)
		for {
			object := &unstructured.Unstructured{}
			if err := decoder.Decode(object); err == io.EOF {
				break
			} else if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if len(object.Object) == 0 {
				continue
			}
			if err := create(client, mapper, object); err != nil {
				return fmt.Errorf("%s: %s %s: %w", name, object.GetKind(), object.GetName(), err)
			}
		}
		file.Close()
	}
	return nil
}

func create(client dynamic.Interface, mapper *restmapper.DeferredDiscoveryRESTMapper, object *unstructured.Unstructured) error {
	kind := object.GroupVersionKind()
	var last error
	err := wait.PollUntilContextTimeout(context.Background(), 100*time.Millisecond, 30*time.Second, true, func(ctx context.Context) (bool, error) {
		mapping, err := mapper.RESTMapping(kind.GroupKind(), kind.Version)
		if err != nil {
			last = err
			mapper.Reset()
			return false, nil
		}
		resources := client.Resource(mapping.Resource)
		if mapping.Scope.Name() == meta.RESTScopeNameNamespace {
			namespace := object.GetNamespace()
			if namespace == "" {
				namespace = metav1.NamespaceDefault
			}
			_, err = resources.Namespace(namespace).Create(ctx, object, metav1.CreateOptions{})
		} else {
			_, err = resources.Create(ctx, object, metav1.CreateOptions{})
		}
		if err == nil || apierrors.IsAlreadyExists(err) {
			return true, nil
		}
		last = err
		// a new kind answers with "not found" until its definition is in use
		return false, ignoreNotFound(err)
	})
	if wait.Interrupted(err) {
		return last
	}
	return err
}

func ignoreNotFound(err error) error {
	if apierrors.IsNotFound(err) {
		return nil
	}
	return err
}
